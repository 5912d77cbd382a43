import { asWorker } from "@/lib/db";
import type { JobName } from "@/lib/jobs/catalog";
import { log } from "@/lib/log";

const MOST_LETTERS = 500;

/** One job and what it was woken for. */
export interface JobRun {
  readonly job: JobName;
  readonly payload: unknown;
}

/**
 * Writes down that a job failed, for the people who run the installation. The queue keeps no failed
 * job: what it was to do is still due by its rows. Never fails itself.
 */
export function noteFailure(run: JobRun, error: unknown, now: Date): Promise<void> {
  const text = (error instanceof Error ? error.message : String(error)).slice(0, MOST_LETTERS);
  return quietly(
    run,
    asWorker(
      (tx) => tx.$executeRaw`
        INSERT INTO job_failure (job, payload, failure, first_failed_at, last_failed_at)
        VALUES (${run.job}, ${keyOf(run)}, ${text}, ${now}, ${now})
        ON CONFLICT (job, payload) DO UPDATE SET failures = job_failure.failures + 1,
          failure = excluded.failure, last_failed_at = excluded.last_failed_at`,
    ),
  );
}

/** Forgets that a job failed, once it has succeeded. Never fails itself. */
export function noteSuccess(run: JobRun): Promise<void> {
  return quietly(
    run,
    asWorker(
      (tx) => tx.$executeRaw`
        DELETE FROM job_failure WHERE job = ${run.job} AND payload = ${keyOf(run)}`,
    ),
  );
}

const keyOf = ({ payload }: JobRun) => JSON.stringify(payload);

async function quietly({ job }: JobRun, writing: Promise<unknown>): Promise<void> {
  await writing.catch((error) => {
    log.warn("how a job ended was not written down", { job, error: String(error) });
  });
}
