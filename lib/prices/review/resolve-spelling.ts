import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { findGpu } from "@/lib/gpus/catalog";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { reread } from "./reread";
import { rereadRows, resolveInput } from "./schema";

/**
 * Says which model a spelling means, or that it is no GPU. From then on every price list is read by
 * it; the rows that wait are read anew at once.
 */
export const resolveSpelling = defineOperatorVerb({
  name: "prices.resolve-spelling",
  input: resolveInput,
  output: rereadRows,
  audit: ({ spelling, memoryGb, gpuModel }, { rowCount }) => ({
    target: spelling,
    details: { memoryGb, gpuModel, rowCount },
  }),
  async run({ tx, scope, now }, { spelling, memoryGb, gpuModel }) {
    if (gpuModel !== null && !findGpu(gpuModel)) throw new AppError("invalid", "model-unknown");
    const decision = { gpuModel, decidedBy: personOfScope(scope).userId, decidedAt: now };
    await tx.spellingRule.upsert({
      where: { spelling_memoryGb: { spelling, memoryGb } },
      create: { spelling, memoryGb, ...decision },
      update: decision,
    });
    return { spelling, memoryGb, rowCount: await reread(tx, { spelling, memoryGb }, now) };
  },
});
