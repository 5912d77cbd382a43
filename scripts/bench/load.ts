import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { z } from "zod";
import { median } from "./report";

const run = promisify(execFile);
const autocannon = createRequire(import.meta.url).resolve("autocannon/autocannon.js");

const result = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p50: z.number(), p97_5: z.number(), p99: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

export interface LoadFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  /** The load tool tells no p95; this bound is the stricter one. */
  readonly p97Ms: number;
  readonly p99Ms: number;
}

async function shoot(url: string, seconds: number): Promise<LoadFigures> {
  const args = [autocannon, "-j", "-c", "20", "-d", String(seconds), url];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 24 });
  const { requests, latency, non2xx, errors } = result.parse(JSON.parse(stdout));
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} bad answers, ${errors} errors`);
  return {
    perSecond: requests.average,
    p50Ms: latency.p50,
    p97Ms: latency.p97_5,
    p99Ms: latency.p99,
  };
}

/** Loads two addresses in turn, A B A B ..., and answers the medians of each. */
export async function compareLoad(
  [first, second]: readonly [string, string],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<readonly [LoadFigures, LoadFigures]> {
  const seen: [LoadFigures[], LoadFigures[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    seen[0].push(await shoot(first, seconds));
    seen[1].push(await shoot(second, seconds));
  }
  return [middle(seen[0]), middle(seen[1])];
}

function middle(figures: readonly LoadFigures[]): LoadFigures {
  return {
    perSecond: median(figures.map((figure) => figure.perSecond)),
    p50Ms: median(figures.map((figure) => figure.p50Ms)),
    p97Ms: median(figures.map((figure) => figure.p97Ms)),
    p99Ms: median(figures.map((figure) => figure.p99Ms)),
  };
}
