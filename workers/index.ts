import { disconnect } from "@/lib/db";
import { env } from "@/lib/env";
import { openWorker, type WakeWorker } from "@/lib/jobs/backend";
import { jobNames, jobs, lanes } from "@/lib/jobs/catalog";
import { closeQueues, laneNames, queueOf } from "@/lib/jobs/enqueue";
import { pacedInterval } from "@/lib/jobs/pace";
import { log } from "@/lib/log";
import { runJob } from "@/workers/run-job";

/** How long running jobs may take to end once the worker is told to stop. */
const DRAIN_MS = 20_000;
const BOOT_RETRY_MS = 1_000;

const closing = new AbortController();

const workers: WakeWorker[] = [];

function openLanes(): void {
  for (const lane of laneNames) {
    const worker = openWorker(lane, (job) => runJob(job.name, job.data, closing.signal), {
      concurrency: lanes[lane].concurrency,
      onError: (error) => log.warn("queue or job failed", { lane, error: error.message }),
    });
    workers.push(worker);
  }
}

/** Schedules have fixed ids, so every worker that starts writes the same ones. */
async function writeSchedules(): Promise<void> {
  for (const name of jobNames) {
    const { lane, everyMs } = jobs[name];
    if (everyMs === null) continue;
    const every = pacedInterval(everyMs);
    await queueOf(lane).upsertJobScheduler(name, { every }, { name, data: {} });
  }
}

/** The database may come up after the worker, or go away for a while: try until told to stop. */
async function untilDone(what: string, work: () => Promise<void>): Promise<void> {
  while (!closing.signal.aborted) {
    try {
      return await work();
    } catch (error) {
      log.warn(`${what} failed; trying again`, { error: String(error) });
      await new Promise((resolve) => setTimeout(resolve, BOOT_RETRY_MS));
    }
  }
}

async function close(signal: string): Promise<void> {
  if (closing.signal.aborted) return;
  closing.abort();
  log.info("worker is closing", { signal });
  const hardEnd = setTimeout(() => process.exit(1), DRAIN_MS);
  await Promise.all(workers.map((worker) => worker.close()));
  await closeQueues();
  await disconnect();
  clearTimeout(hardEnd);
  process.exit(0);
}

process.on("SIGTERM", () => void close("SIGTERM"));
process.on("SIGINT", () => void close("SIGINT"));
process.on("unhandledRejection", (reason) =>
  log.error("promise was left alone", { error: String(reason) }),
);

log.info("worker starts", { world: env.WORLD });
openLanes();
await untilDone("writing schedules", writeSchedules);
if (!closing.signal.aborted) {
  for (const worker of workers) {
    worker.run().catch((error: unknown) => log.error("lane ended", { error: String(error) }));
  }
  process.stdout.write("ready worker\n");
}
