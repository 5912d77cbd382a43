import { z } from "zod";
import { AppError } from "@/lib/errors";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { failedJobInput } from "./schema";

/** Takes a failed job off the list, such as one of a thing that is gone. Throws `conflict` if it is not on it. */
export const forgetJob = defineOperatorVerb({
  name: "admin.forget-job",
  input: failedJobInput,
  output: z.object({ job: z.string() }),
  audit: ({ job, payload }) => ({ target: job, details: { payload } }),
  async run({ tx }, { job, payload }) {
    const { count } = await tx.jobFailure.deleteMany({ where: { job, payload } });
    if (count === 0) throw new AppError("conflict", "job-not-failed");
    return { job };
  },
});
