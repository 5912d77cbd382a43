import { z } from "zod";
import { withDatabase } from "./database";
import { measure } from "./measure";
import type { Row } from "./report";

const figures = z.record(z.string(), z.number());

/** Searching all offers: new filters each time, a sorted page, the counts of every filter. */
export async function offerRows(): Promise<readonly Row[]> {
  return withDatabase(async (settings) => {
    const seen = figures.parse(await measure("measure-offers.ts", settings));
    const ms = (name: string) => `${(seen[name] ?? Number.NaN).toFixed(1)} ms`;
    const one = (size: number): Row => ({
      what: `${size} offers, one at a time`,
      figures: { p50: ms(`p50_${size}`), p95: ms(`p95_${size}`), rebuild: ms(`build${size}`) },
    });
    const ratio = (over: string, under: string) =>
      ((seen[over] ?? Number.NaN) / (seen[under] ?? Number.NaN)).toFixed(2);
    return [one(10_000), { ...one(100_000), ratio: `${ratio("p95_100000", "p95_10000")} (p95)` }];
  });
}
