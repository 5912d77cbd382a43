import type { z } from "zod";
import { invalid, type StripeProblem } from "./problem";

type Issue = z.core.$ZodIssue;

/** What the API says about the first thing wrong with the parameters. */
export function complaint(error: z.ZodError): StripeProblem {
  const issue = innermost(error.issues[0]);
  if (!issue) return invalid("Invalid request.");
  if (issue.code === "unrecognized_keys") {
    const name = formName([...issue.path, ...issue.keys.slice(0, 1)]);
    return invalid(`Received unknown parameter: ${name}`, name, "parameter_unknown");
  }
  const param = formName(issue.path);
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return invalid(`Missing required param: ${param}.`, param, "parameter_missing");
  }
  if (issue.message === "Invalid integer") {
    return invalid(`Invalid integer: ${param}`, param, "parameter_invalid_integer");
  }
  return invalid(`Invalid ${param}: ${issue.message}`, param);
}

/** Of alternatives that all failed, the complaint of the one that got furthest. */
function innermost(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== "invalid_union") return issue;
  const inner = issue.errors.map(([first]) => first).filter((first) => first !== undefined);
  const furthest = inner.sort((a, b) => b.path.length - a.path.length)[0] ?? inner.at(-1);
  const closer =
    inner.find(({ code }) => code === "unrecognized_keys") ??
    (furthest && furthest.path.length > 0 ? furthest : inner.at(-1));
  if (!closer) return issue;
  return innermost({ ...closer, path: [...issue.path, ...closer.path] });
}

function formName(path: readonly PropertyKey[]): string {
  const [first = "", ...rest] = path;
  return `${String(first)}${rest.map((part) => `[${String(part)}]`).join("")}`;
}
