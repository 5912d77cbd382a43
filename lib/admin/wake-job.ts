import { z } from "zod";
import { AppError } from "@/lib/errors";
import { jobNames, jobs } from "@/lib/jobs/catalog";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { failedJobInput } from "./schema";

/**
 * Wakes a job that failed once more; its success takes it off the list. Throws `conflict` where it
 * has succeeded since, or where this release knows no such job.
 */
export const wakeJob = defineOperatorVerb({
  name: "admin.wake-job",
  input: failedJobInput,
  output: z.object({ job: z.string() }),
  audit: ({ job, payload }) => ({ target: job, details: { payload } }),
  async run({ tx, wake }, { job, payload }) {
    const row = await tx.jobFailure.findUnique({ where: { job_payload: { job, payload } } });
    const known = jobNames.find((name) => name === job);
    const parsed = known && jobs[known].payload.safeParse(JSON.parse(row?.payload ?? "null"));
    if (!row || !known || !parsed?.success) throw new AppError("conflict", "job-not-failed");
    wake(known, parsed.data);
    return { job };
  },
});
