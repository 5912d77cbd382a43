import { openQueue, type WakeQueue } from "@/lib/jobs/backend";
import { type JobName, jobs, type Lane, lanes } from "@/lib/jobs/catalog";

const queues = new Map<Lane, WakeQueue>();

export interface WakeOptions {
  /** One waiting job per name: a second wake under the same name is dropped. */
  readonly jobId?: string;
  /** Not before this long from now. */
  readonly delayMs?: number;
}

/** Wakes a worker. The payload is checked against the catalogue; it carries ids, never objects. */
export async function enqueue(
  job: JobName,
  payload: unknown,
  { jobId, delayMs }: WakeOptions = {},
): Promise<void> {
  const { lane, payload: schema } = jobs[job];
  const options = { ...(jobId && { jobId }), ...(delayMs && { delay: delayMs }) };
  const data = schema.parse(payload);
  await withQueue(lane, (queue) => queue.add(job, data, options));
}

/**
 * Works on a lane's queue. One whose first connection failed never recovers, so after a failure
 * the next caller gets a new one.
 */
export async function withQueue(
  lane: Lane,
  work: (queue: WakeQueue) => Promise<unknown>,
): Promise<void> {
  const queue = queues.get(lane) ?? openQueue(lane);
  queues.set(lane, queue);
  try {
    await work(queue);
  } catch (error) {
    if (queues.get(lane) === queue) queues.delete(lane);
    void queue.close().catch(() => undefined);
    throw error;
  }
}

/** Closes every queue this process opened. */
export async function closeQueues(): Promise<void> {
  await Promise.all([...queues.values()].map((queue) => queue.close()));
  queues.clear();
}

/** Every lane there is. */
export const laneNames = Object.keys(lanes).filter((name): name is Lane => name in lanes);
