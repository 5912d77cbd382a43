import type { Desk } from "../desk";
import { isObject, type Wire } from "../object";
import { invalid } from "./problem";
import { extraOf, resolve } from "./resolve";

const DEPTH = 4;

/** Puts whole objects where an answer has their ids, along paths such as `data.customer.tax_ids`. */
export function expand(desk: Desk, account: string, answer: Wire, paths: string[]): Wire {
  return paths.reduce<Wire>((expanded, path) => {
    const steps = path.split(".");
    const depth = steps.filter((step) => step !== "data").length;
    if (depth > DEPTH) {
      throw invalid(`You cannot expand more than ${DEPTH} levels of a property. Property: ${path}`);
    }
    return into(desk, account, expanded, steps, path);
  }, answer);
}

function into(desk: Desk, account: string, holder: Wire, steps: string[], path: string): Wire {
  const [field = "", ...rest] = steps;
  const value = field in holder ? holder[field] : extraOf(desk, account, holder, field);
  if (value === undefined) {
    throw invalid(
      `This property cannot be expanded (${path}). You may want to try expanding a parent property.`,
      "expand",
    );
  }
  return { ...holder, [field]: grown(desk, account, field, value, rest, path) };
}

function grown(
  desk: Desk,
  account: string,
  field: string,
  value: unknown,
  rest: string[],
  path: string,
): unknown {
  if (Array.isArray(value)) {
    return value.map((one: unknown) => grown(desk, account, field, one, rest, path));
  }
  const whole = typeof value === "string" ? resolve(desk, account, field, value) : value;
  if (typeof value === "string" && whole === undefined) {
    throw invalid(`This property cannot be expanded (${path}).`, "expand");
  }
  if (!isObject(whole) || rest.length === 0) return whole;
  return into(desk, account, whole, rest, path);
}
