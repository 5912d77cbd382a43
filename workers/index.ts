import { setTimeout } from "node:timers/promises";
import { disconnect } from "@/lib/db";
import { env } from "@/lib/env";
import { openWorker, type WakeWorker } from "@/lib/jobs/backend";
import { jobNames, jobs, type Lane, lanes } from "@/lib/jobs/catalog";
import { closeQueues, laneNames, withQueue } from "@/lib/jobs/enqueue";
import { pacedInterval } from "@/lib/jobs/pace";
import { log } from "@/lib/log";
import { isLostConnection } from "@/workers/lost-connection";
import { prepareBilling } from "@/workers/prepare-billing";
import { runJob } from "@/workers/run-job";
import { serveTelegram } from "@/workers/serve-telegram";
import { watchBeat } from "@/workers/watch-beat";

/** How long running jobs may take to end once the worker is told to stop. */
const DRAIN_MS = 20_000;
const RETRY_MS = 1_000;
const REWRITE_MS = 10_000;

const closing = new AbortController();

const workers = new Set<WakeWorker>();

/** Serves one lane until told to stop; a lane that broke down or fell silent is opened anew. */
async function runLane(lane: Lane): Promise<void> {
  const beat = watchBeat(lane);
  const worker = openWorker(
    lane,
    (job) => {
      beat.hear();
      return runJob(job.name, job.data, closing.signal);
    },
    {
      concurrency: lanes[lane].concurrency,
      onError: (error) => log.warn("queue failed", { lane, error: error.message }),
    },
  );
  workers.add(worker);
  try {
    await Promise.race([worker.run(), beat.untilSilent(closing.signal)]);
    if (!closing.signal.aborted) throw new Error("lane broke down");
  } catch (error) {
    workers.delete(worker);
    void worker.close(true).catch(() => undefined);
    throw error;
  }
}

/**
 * Schedules have fixed ids, so every worker writes the same ones; writing them again keeps their
 * beat. That is done all the time, because a schedule whose next job could not be written, for a
 * lost connection, would stand still for good.
 */
async function writeSchedules(): Promise<void> {
  for (const name of jobNames) {
    const { lane, everyMs } = jobs[name];
    if (everyMs === null) continue;
    const every = pacedInterval(everyMs);
    await withQueue(lane, (queue) => queue.upsertJobScheduler(name, { every }, { name, data: {} }));
  }
}

/** The database may come up after the worker, or go away for a while: try until told to stop. */
async function untilDone(what: string, work: () => Promise<void>): Promise<void> {
  while (!closing.signal.aborted) {
    try {
      return await work();
    } catch (error) {
      log.warn(`${what} failed; trying again`, { error: String(error) });
      await pause(RETRY_MS);
    }
  }
}

async function keepSchedules(): Promise<void> {
  while (!closing.signal.aborted) {
    await pause(REWRITE_MS);
    await untilDone("writing schedules", writeSchedules);
  }
}

/** Waits, but no longer than the worker runs. */
function pause(ms: number): Promise<void> {
  return setTimeout(ms, undefined, { signal: closing.signal }).catch(() => undefined);
}

async function close(signal: string): Promise<void> {
  if (closing.signal.aborted) return;
  closing.abort();
  log.info("worker is closing", { signal });
  const hardEnd = new AbortController();
  void setTimeout(DRAIN_MS, undefined, { signal: hardEnd.signal }).then(
    () => process.exit(1),
    () => undefined,
  );
  await Promise.all([...workers].map((worker) => worker.close()));
  await closeQueues();
  await disconnect();
  hardEnd.abort();
  process.exit(0);
}

process.on("SIGTERM", () => void close("SIGTERM"));
process.on("SIGINT", () => void close("SIGINT"));
process.on("unhandledRejection", (reason) =>
  log.error("promise was left alone", { error: String(reason) }),
);
// A broken connection is mended by whoever misses it; anything else leaves the process unsound.
process.on("uncaughtException", (error) => {
  log.error("error was left alone", { error: error.stack });
  if (!isLostConnection(error)) process.exit(1);
});

log.info("worker starts", { world: env.WORLD });
await untilDone("writing schedules", writeSchedules);
if (!closing.signal.aborted) {
  for (const lane of laneNames) void untilDone(`lane ${lane}`, () => runLane(lane));
  void keepSchedules();
  void untilDone("preparing what is sold", prepareBilling);
  void untilDone("serving telegram", () => serveTelegram(closing.signal));
  process.stdout.write("ready worker\n");
}
