import { AppError } from "@/lib/errors";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { reread } from "./reread";
import { forgetInput, rereadRows } from "./schema";

/** Takes a decision about a spelling back: its rows wait again. */
export const forgetSpelling = defineOperatorVerb({
  name: "prices.forget-spelling",
  input: forgetInput,
  output: rereadRows,
  audit: ({ spelling, memoryGb }, { rowCount }) => ({
    target: spelling,
    details: { memoryGb, rowCount },
  }),
  async run({ tx, now }, { spelling, memoryGb }) {
    const { count } = await tx.spellingRule.deleteMany({ where: { spelling, memoryGb } });
    if (count === 0) throw new AppError("not-found", "spelling-not-decided");
    return { spelling, memoryGb, rowCount: await reread(tx, { spelling, memoryGb }, now) };
  },
});
