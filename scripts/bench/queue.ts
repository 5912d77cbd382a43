import { connect } from "node:net";
import { z } from "zod";
import { withDatabase } from "./database";
import { measure } from "./measure";
import type { Row } from "./report";

const figure = z.object({ perSecond: z.number() });

/** Jobs a second on PostgreSQL and, where one is present, on Redis. */
export async function queueRows(): Promise<readonly Row[]> {
  const redis = await findRedis();
  return withDatabase(async (settings) => {
    const own = figure.parse(await measure("measure-queue.ts", { ...settings, REDIS_URL: "" }));
    const other = redis
      ? figure.parse(await measure("measure-queue.ts", { ...settings, REDIS_URL: redis }))
      : null;
    const figures = {
      PostgreSQL: `${own.perSecond.toFixed(0)} jobs/s`,
      Redis: other ? `${other.perSecond.toFixed(0)} jobs/s` : "not present",
    };
    const ratio = other ? { ratio: (own.perSecond / other.perSecond).toFixed(2) } : {};
    return [{ what: "jobs that do nothing, one worker", figures, ...ratio }];
  });
}

/** The Redis to compare with: REDIS_URL, or one on the usual port of this machine. */
async function findRedis(): Promise<string | null> {
  const url = process.env.REDIS_URL ?? "redis://127.0.0.1:6379";
  return (await answers(new URL(url))) ? url : null;
}

function answers({ hostname, port }: URL): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(Number(port || 6379), hostname);
  socket.once("connect", () => resolve(true));
  socket.once("error", () => resolve(false));
  return promise.finally(() => socket.destroy());
}
