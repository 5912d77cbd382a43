import type { z } from "zod";
import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

/** How the real API words its refusals is hardly known; the words are ours, the shapes its own. */
export const fail = (status: number, detail: string) => json(status, { detail });

/** A refusal under a status that says that all is well. */
export const no = (message: string): Answer => json(200, { success: false, message });

/** The same as some calls write it, the word misspelt. */
export const noMisspelt = (error: string): Answer => json(200, { sucess: "False", error });

/** An answer that says nothing of what was done. */
export const mutter = (): Answer => json(200, { success: false, error: "Unknown error" });

/** A body of the wrong shape, refused before anything is looked at. */
export function unprocessable(error: z.ZodError): Answer {
  const detail = error.issues.map((issue) => ({
    type: issue.code,
    loc: ["body", ...issue.path],
    msg: issue.message,
  }));
  return json(422, { detail });
}

export const noCapacity = (gpu = "") =>
  no(`No free ${gpu} GPUs available right now`.replace("  ", " "));

export const refusals: Refusals = {
  ...jsonRefusals((_status, detail) => ({ detail })),
  noCapacity: () => noCapacity(),
};
