import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cheapestOfFamilies } from "@/lib/prices/cheapest";
import { importFile } from "@/lib/prices/import/import-file";
import type { Remark } from "@/lib/prices/import/report";
import { loadReference } from "@/lib/prices/load-reference";
import { readCsv } from "@/scripts/make-reference/csv";

const folder = join(process.env.SHARED_DIR ?? "../shared", "prices");
const since = "2026-06-01";
/** Lines of rows that were not believed. */
const held = new Set<number>();
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });

beforeAll(async () => {
  await client.connect();
  await loadReference(client, { dir: "prisma/reference", tables: [], now: new Date() });
  const onRemark = ({ line }: Remark) => held.add(line);
  const options = { now: new Date(), onProgress: () => {}, onRemark };
  await importFile(client, { path: join(folder, "offers.csv"), ...options });
});
afterAll(() => client.end());

/** Straight from the tables: the price of the whole offer by its count, whole cards alone. */
function cheapestByHand(): Map<string, number> {
  const aliases = new Map(
    readCsv(join(folder, "aliases.csv"))
      .filter(({ kind }) => kind === "gpu_name")
      .map((row) => [`${row.spelling}|${row.memory_hint_gib}`, row]),
  );
  const lowest = new Map<string, number>();
  const believed = readCsv(join(folder, "offers.csv")).filter((_, at) => !held.has(at + 2));
  for (const row of believed) {
    const alias = aliases.get(`${row.gpu_model}|${row.gpu_memory_gib}`);
    const count = Number(row.gpu_count);
    const price = Number(row.price_on_demand_usd_hr) / count;
    const isWhole = alias?.partition !== "yes" && count >= 1 && Number.isInteger(count);
    if (!alias || !isWhole || !(price > 0) || (row.observed_at ?? "") < since) continue;
    const family = alias.family ?? "";
    lowest.set(family, Math.min(price, lowest.get(family) ?? Number.POSITIVE_INFINITY));
  }
  return lowest;
}

describe("the cheapest of every family, after the collected offers are imported", () => {
  it("is what the table itself says, but for the few rows that are held", async () => {
    const rows = await cheapestOfFamilies(client, { since, withLive: true });
    const byHand = cheapestByHand();
    expect(held.size).toBeLessThanOrEqual(4_483 / 200);
    expect(rows.map(({ family }) => family)).toEqual([...byHand.keys()].sort());
    for (const { family, pricePerGpuHour } of rows) {
      expect([family, Number(pricePerGpuHour).toFixed(5)]).toEqual([
        family,
        byHand.get(family)?.toFixed(5),
      ]);
    }
  });

  it("names provider, model and a day since then", async () => {
    for (const row of await cheapestOfFamilies(client, { since, withLive: true })) {
      expect(row.provider).not.toBe("");
      expect(row.model).not.toBe("");
      expect(row.date >= since).toBe(true);
    }
  });
});
