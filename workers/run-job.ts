import { clock } from "@/lib/clock";
import { type JobName, jobNames, jobs } from "@/lib/jobs/catalog";
import { noteFailure, noteSuccess } from "@/lib/jobs/failures";
import { log } from "@/lib/log";
import { handlers } from "@/workers/handlers";

/**
 * Checks a job's payload and runs its handler. An unknown job, of another release, is dropped. A
 * handler that throws is logged, written down and left at that: the rows it works on say what is
 * still due, and the next sweep finds them.
 */
export async function runJob(name: string, data: unknown, signal: AbortSignal): Promise<void> {
  const job = jobNames.find((known) => known === name);
  if (!job) return log.warn("job of another release dropped", { job: name });
  const { payload } = jobs[job];
  const parsed = payload.safeParse(data);
  if (!parsed.success) return log.error("job with a wrong payload dropped", { job });
  const run = { job, payload: parsed.data };
  try {
    await handlerOf(job)(parsed.data, { signal });
  } catch (error) {
    log.error("job failed", { job, error: error instanceof Error ? error.stack : String(error) });
    return noteFailure(run, error, clock.now());
  }
  await noteSuccess(run);
}

/** The payload was parsed by the same entry of the catalogue the handler is typed by. */
function handlerOf(job: JobName) {
  return handlers[job] as (payload: unknown, context: { signal: AbortSignal }) => Promise<void>;
}
