import { onceAsWorker } from "@/lib/db";
import { type JobName, jobNames, jobs } from "@/lib/jobs/catalog";
import { log } from "@/lib/log";

const MOST_LETTERS = 500;
/** How old what a process knows of failures of jobs that run all the time may be. */
const REREAD_MS = 10_000;
/** Those that are due at least every minute. */
const often = jobNames.filter((name) => (jobs[name].everyMs ?? Number.POSITIVE_INFINITY) <= 60_000);

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
    onceAsWorker(
      (db) => db.$executeRaw`
        INSERT INTO job_failure (job, payload, failure, first_failed_at, last_failed_at)
        VALUES (${run.job}, ${keyOf(run)}, ${text}, ${now}, ${now})
        ON CONFLICT (job, payload) DO UPDATE SET failures = job_failure.failures + 1,
          failure = excluded.failure, last_failed_at = excluded.last_failed_at`,
    ).finally(readAnew),
  );
}

/**
 * Forgets that a job failed, once it has succeeded. A job that runs all the time asks the database only
 * when it is known to have failed, at this worker or another: that is forgotten by its first success
 * after ten seconds. Never fails itself.
 */
export function noteSuccess(run: JobRun): Promise<void> {
  return quietly(run, forget(run));
}

async function forget(run: JobRun): Promise<void> {
  if (often.includes(run.job) && !(await haveFailed()).has(run.job)) return;
  await onceAsWorker(
    (db) => db.$executeRaw`
      DELETE FROM job_failure WHERE job = ${run.job} AND payload = ${keyOf(run)}`,
  );
}

const failed = { jobs: Promise.resolve(new Set<string>()), readAtMs: Number.NEGATIVE_INFINITY };

/** Which of the jobs that run all the time stand among the failures, read anew now and then. */
function haveFailed(): Promise<ReadonlySet<string>> {
  if (performance.now() - failed.readAtMs < REREAD_MS) return failed.jobs;
  failed.readAtMs = performance.now();
  failed.jobs = readFailed();
  failed.jobs.catch(readAnew);
  return failed.jobs;
}

async function readFailed(): Promise<Set<string>> {
  const where = { job: { in: often } };
  const rows = await onceAsWorker((db) => db.jobFailure.findMany({ where, select: { job: true } }));
  return new Set(rows.map(({ job }) => job));
}

function readAnew(): void {
  failed.readAtMs = Number.NEGATIVE_INFINITY;
}

const keyOf = ({ payload }: JobRun) => JSON.stringify(payload);

async function quietly({ job }: JobRun, writing: Promise<unknown>): Promise<void> {
  await writing.catch((error) => {
    log.warn("how a job ended was not written down", { job, error: String(error) });
  });
}
