import { z } from "zod";
import { inRoot } from "../launch/root";
import { withDatabase } from "./database";
import { withHelper } from "./helper";
import { measure } from "./measure";
import type { Row } from "./report";
import { withTwins } from "./twins";

const made = z.object({ count: z.number(), perSecond: z.number(), plainPerSecond: z.number() });
const clicked = z.object({ clicks: z.number(), p50Ms: z.number(), p99Ms: z.number() });
const swept = z.object({
  deployments: z.number(),
  firstMs: z.number(),
  againMs: z.number(),
  cpuSeconds: z.number(),
  peakMb: z.number(),
});

/** The engine: operations a second, the way of a click, and a look at ten thousand machines. */
export async function engineRows(): Promise<readonly Row[]> {
  const [operations, click] = await withDatabase((settings) =>
    withTwins(settings, async (world) => {
      const first = made.parse(await measure("measure-engine.ts", world));
      const second = await withHelper(
        {
          file: inRoot("workers/index.ts"),
          env: { ...process.env, ...world },
          ready: /ready worker/,
        },
        async () => clicked.parse(await measure("measure-engine-click.ts", world)),
      );
      return [first, second] as const;
    }),
  );
  const health = await withDatabase((settings) =>
    withHelper(
      {
        file: inRoot("scripts/bench/measure-engine-peer.ts"),
        env: { ...process.env },
        ready: /ready peer (\d+)/,
      },
      async (port) => {
        const PROVIDER_URLS = JSON.stringify({ runpod: `http://127.0.0.1:${port}` });
        return swept.parse(
          await measure("measure-engine-health.ts", { ...settings, PROVIDER_URLS }),
        );
      },
    ),
  );
  return [
    {
      what: `${operations.count} creates, 10 side by side`,
      figures: {
        engine: `${operations.perSecond.toFixed(0)} operations/s`,
        "rows alone": `${operations.plainPerSecond.toFixed(0)}/s`,
      },
      ratio: (operations.plainPerSecond / operations.perSecond).toFixed(1),
    },
    {
      what: `click to request, ${click.clicks} clicks`,
      figures: { p50: `${click.p50Ms.toFixed(0)} ms`, p99: `${click.p99Ms.toFixed(0)} ms` },
    },
    {
      what: `${health.deployments} machines looked at`,
      figures: {
        first: `${(health.firstMs / 1000).toFixed(1)} s`,
        again: `${(health.againMs / 1000).toFixed(1)} s`,
        CPU: `${health.cpuSeconds.toFixed(1)} s a look`,
        memory: `${health.peakMb.toFixed(0)} MB`,
      },
    },
  ];
}
