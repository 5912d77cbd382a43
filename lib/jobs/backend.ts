import { createPostgresBackend, createRedisBackend, type Processor, Queue, Worker } from "bullmq";
import { env } from "@/lib/env";
import { watchStorm } from "@/lib/jobs/error-storm";
import { log } from "@/lib/log";

const SCHEMA = "bullmq";

function postgresConnection(max: number) {
  return { connectionString: env.DATABASE_URL, schema: SCHEMA, max, migrate: true };
}

function redisConnection(url: string) {
  const { hostname, port, password, username, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 && { db: Number(pathname.slice(1)) }),
    maxRetriesPerRequest: null,
  };
}

/** What the product uses of a queue, the same on both backends. */
export type WakeQueue = Pick<Queue, "add" | "upsertJobScheduler" | "close">;
/** What the product uses of a queue worker, the same on both backends. */
export type WakeWorker = Pick<Worker, "run" | "close">;

/** A queue on Redis when REDIS_URL is set, otherwise on PostgreSQL. One instance per process. */
export function openQueue(name: string): WakeQueue {
  // A job kept after its end would block the next one of the same id.
  const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };
  const onError = (error: Error) => log.warn("queue failed", { queue: name, error: error.message });
  if (env.REDIS_URL) {
    const connection = redisConnection(env.REDIS_URL);
    const queue = new Queue(name, { connection, defaultJobOptions }, createRedisBackend);
    queue.on("error", onError);
    return queue;
  }
  const connection = postgresConnection(2);
  const queue = new Queue(name, { connection, defaultJobOptions }, createPostgresBackend);
  queue.on("error", onError);
  return queue;
}

/**
 * A worker on the same backend as `openQueue`. `onError` hears of a lost connection to the queue.
 * One that only fails any more closes itself: its `run` ends.
 */
export function openWorker(
  name: string,
  processor: Processor,
  options: { readonly concurrency: number; readonly onError: (error: Error) => void },
): WakeWorker {
  const limits = {
    concurrency: options.concurrency,
    maxStalledCount: 1_000,
    // A schedule stands still while its job lies with a worker that is gone: found within 15 s.
    lockDuration: 10_000,
    stalledInterval: 5_000,
    autorun: false,
  };
  const worker = env.REDIS_URL
    ? new Worker(
        name,
        processor,
        { ...limits, connection: redisConnection(env.REDIS_URL) },
        createRedisBackend,
      )
    : new Worker(
        name,
        processor,
        { ...limits, connection: postgresConnection(4) },
        createPostgresBackend,
      );
  const isStorm = watchStorm();
  worker.on("error", (error) => {
    options.onError(error);
    if (isStorm()) void worker.close(true).catch(() => undefined);
  });
  return worker;
}
