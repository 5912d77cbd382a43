import { z } from "zod";
import { defineVerb } from "@/lib/verbs/define-verb";
import { decide } from "./decide";
import { strayInput } from "./schema";

/**
 * Leaves a machine nobody owns alone; it stays in the list as ignored. Refusals: `stray-not-found`,
 * `stray-decided`.
 */
export const ignoreStray = defineVerb({
  name: "strays.ignore",
  input: strayInput,
  output: z.object({ id: z.string() }),
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ strayId }) => ({ target: strayId }),
  async run({ tx, scope, now }, { strayId }) {
    const { id } = await decide(tx, scope, { strayId, decision: "ignored", now });
    return { id };
  },
});
