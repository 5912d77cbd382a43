import { z } from "zod";
import { inRoot } from "../launch/root";
import { withDatabase } from "./database";
import { withHelper } from "./helper";
import { measure } from "./measure";
import type { Row } from "./report";

const stretch = z.object({
  rounds: z.number(),
  perSecond: z.number(),
  lagP50Ms: z.number(),
  lagP99Ms: z.number(),
  coreShare: z.number(),
  peakMb: z.number(),
});

const measured = z.object({
  machines: z.number(),
  beginMs: z.number(),
  steady: stretch,
  silent: stretch.extend({ told: z.number(), unknown: z.number() }),
  ownPerSecond: z.number(),
  barePerSecond: z.number(),
});

/** Ten thousand machines probed every minute by one process, and against a loop that probes alone. */
export async function healthRows(): Promise<readonly Row[]> {
  const told = await withDatabase((settings) =>
    withHelper(
      {
        file: inRoot("scripts/bench/measure-health-peer.ts"),
        env: { ...process.env },
        ready: /ready peer (\d+)/,
      },
      async (port) => {
        const SANDBOX_NETWORK_URL = `socks5://127.0.0.1:${port}`;
        await measure("measure-health-fill.ts", settings);
        return measured.parse(
          await measure("measure-health.ts", { ...settings, SANDBOX_NETWORK_URL }),
        );
      },
    ),
  );
  const { machines, steady, silent, ownPerSecond, barePerSecond } = told;
  return [
    {
      what: `${machines} machines, TCP and half HTTP`,
      figures: { "watched after": `${told.beginMs.toFixed(0)} ms`, ...figuresOf(steady) },
    },
    {
      what: "all of them silent at once",
      figures: {
        ...figuresOf(silent),
        "not known": String(silent.unknown),
        told: String(silent.told),
      },
    },
    {
      what: "rounds as fast as they go",
      figures: {
        own: `${ownPerSecond.toFixed(0)}/s`,
        "probing alone": `${barePerSecond.toFixed(0)}/s`,
      },
      ratio: (barePerSecond / ownPerSecond).toFixed(1),
    },
  ];
}

function figuresOf(one: z.output<typeof stretch>) {
  return {
    rounds: `${one.perSecond.toFixed(0)}/s`,
    "lag p50": `${one.lagP50Ms.toFixed(0)} ms`,
    "lag p99": `${one.lagP99Ms.toFixed(0)} ms`,
    CPU: `${(one.coreShare * 100).toFixed(0)} % of a core`,
    memory: `${one.peakMb.toFixed(0)} MB`,
  };
}
