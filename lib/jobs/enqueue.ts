import { openQueue, type WakeQueue } from "@/lib/jobs/backend";
import { type JobName, jobs, type Lane, lanes } from "@/lib/jobs/catalog";

const queues = new Map<Lane, WakeQueue>();

/** The queue of a lane, opened at first use. */
export function queueOf(lane: Lane): WakeQueue {
  const open = queues.get(lane) ?? openQueue(lane);
  queues.set(lane, open);
  return open;
}

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
  await queueOf(lane).add(job, schema.parse(payload), {
    ...(jobId && { jobId }),
    ...(delayMs && { delay: delayMs }),
  });
}

/** Closes every queue this process opened. */
export async function closeQueues(): Promise<void> {
  await Promise.all([...queues.values()].map((queue) => queue.close()));
  queues.clear();
}

/** Every lane there is. */
export const laneNames = Object.keys(lanes).filter((name): name is Lane => name in lanes);
