import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

/** Every refusal is a sentence. */
export const fail = (status: number, message: string): Answer => json(status, { message });

export const noCapacity = () =>
  fail(400, "The instance type is currently not available in this region");
export const noInstance = () => fail(404, "Instance not found");

export const refusals: Refusals = {
  ...jsonRefusals((_status, message) => ({ message })),
  noCapacity,
};
