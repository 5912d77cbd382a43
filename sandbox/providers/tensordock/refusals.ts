import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

const plain = jsonRefusals((status, error) => ({ error, status }));

/** A refusal under status 200, told by the body alone. */
export function hidden(status: number, error: string): Answer {
  return json(200, { error, status });
}

export const notFound = () => json(404, { error: "Instance not found", status: 404 });

/** What is wrong with a body, field by field. */
export function invalid(issues: readonly { code: string; message: string; path: unknown[] }[]) {
  return json(
    400,
    issues.map(({ code, message, path }) => ({ code, message, path })),
  );
}

export const refusals: Refusals = {
  ...plain,
  unauthorized: () => json(401, { error: "Unauthorized: invalid token" }),
  forbidden: () => json(403, { error: "Forbidden" }),
  broken: (status) => hidden(status, "Internal server error"),
  noCapacity: () => hidden(400, "No available nodes found"),
};
