import type { JobName } from "@/lib/jobs/catalog";
import { enqueue } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";

/** A queue that does not answer must not hold up a person: the sweep finds the row. */
const LIMIT_MS = 2_000;

/** Wakes a worker after a commit. Never fails: a wake that was lost costs at most one sweep. */
export async function wakeAfterCommit(job: JobName, payload: unknown): Promise<void> {
  try {
    await withinMs(LIMIT_MS, enqueue(job, payload));
  } catch (error) {
    log.warn("wake was not queued; the sweep will find the row", { job, error: String(error) });
  }
}

async function withinMs(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
