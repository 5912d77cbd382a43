import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { asWorker, db, disconnect } from "@/lib/db";
import { gpuHistory } from "@/lib/history/queries";
import { rollUpPrices } from "@/lib/history/roll-up";

const now = new Date("2026-11-22T12:00:00Z");
const HOUR_MS = 3_600_000;

afterAll(disconnect);
beforeEach(async () => {
  await asWorker(async (tx) => {
    await tx.pricePoint.deleteMany();
    await tx.areaPricePoint.deleteMany();
    await tx.priceRollup.deleteMany();
  });
});

/** Points of one provider at so many hours before now. */
function write(points: readonly (readonly [hoursAgo: number, micros: bigint | null])[]) {
  const rows = points.map(([hoursAgo, pricePerGpuHourMicros]) => ({
    providerId: "runpod",
    gpuModel: "h100-sxm",
    pricingModel: "on-demand",
    at: new Date(now.getTime() - hoursAgo * HOUR_MS),
    pricePerGpuHourMicros,
  }));
  return asWorker(async (tx) => {
    await tx.pricePoint.createMany({ data: rows });
    await tx.areaPricePoint.createMany({ data: rows.map((row) => ({ ...row, area: "europe" })) });
  });
}
const rollups = () =>
  db().priceRollup.findMany({ orderBy: [{ area: "asc" }, { day: "asc" }, { gpuModel: "asc" }] });
const course = async (at = now) =>
  (await gpuHistory("h100-sxm", { price: null, now: at })).history.onDemand;

describe("the daily roll-up", () => {
  it("writes a row for every day since the first point, everywhere and by area", async () => {
    await write([
      [24 * 20, 3_000_000n],
      [30, 2_000_000n],
    ]);
    await rollUpPrices(now);
    const rows = await rollups();
    expect(rows).toHaveLength(2 * 21);
    expect(rows.filter(({ area }) => area === "europe")).toHaveLength(21);
    expect(rows.at(-2)).toMatchObject({
      day: new Date("2026-11-21"),
      lowMicros: 2_000_000n,
      highMicros: 3_000_000n,
      typicalMicros: 2_000_000n,
      firstMicros: 3_000_000n,
      lastMicros: 2_000_000n,
      providerCount: 1,
    });
  });

  it("changes nothing when it runs again, and finds what came late for yesterday", async () => {
    await write([[24 * 5, 3_000_000n]]);
    await rollUpPrices(now);
    const first = await rollups();
    await rollUpPrices(now);
    expect(await rollups()).toEqual(first);
    await write([[20, 1_000_000n]]);
    await rollUpPrices(now);
    const day = (await rollups()).find((row) => row.day.getUTCDate() === 21);
    expect(day?.lowMicros).toBe(1_000_000n);
  });

  it("rolls up every day it missed", async () => {
    await write([[24 * 30, 3_000_000n]]);
    await rollUpPrices(new Date(now.getTime() - 20 * 24 * HOUR_MS));
    expect(await rollups()).toHaveLength(2 * 11);
    await rollUpPrices(now);
    expect(await rollups()).toHaveLength(2 * 31);
  });

  it("thins points older than 90 days to the last of each day, and no day changes", async () => {
    const old = 24 * 100;
    await write([
      [old, 3_000_000n],
      [old - 1, 4_000_000n],
      [old - 2, 5_000_000n],
      [24, 2_000_000n],
    ]);
    await rollUpPrices(new Date(now.getTime() - old * HOUR_MS + 3 * HOUR_MS));
    expect(await db().pricePoint.count()).toBe(4);
    const before = await course();
    await rollUpPrices(now);
    expect(await db().pricePoint.count()).toBe(2);
    expect(await db().areaPricePoint.count()).toBe(2);
    await rollUpPrices(now);
    expect(await course()).toEqual(before);
  });
});

describe("a GPU's history", () => {
  it("is the same before and after the roll-up", async () => {
    await write([
      [24 * 40, 3_000_000n],
      [24 * 10, 2_500_000n],
      [24 * 3, null],
      [24 * 2, 2_000_000n],
    ]);
    const before = await course();
    await rollUpPrices(now);
    expect(await course()).toEqual(before);
    expect(before.daily.days.at(0)).toBe("2026-10-13");
    expect(before.recent.map(({ pricePerGpuHour }) => pricePerGpuHour)).toEqual(["2.5", null, "2"]);
  });

  it("goes on with today while the roll-up is late", async () => {
    await write([[24 * 9, 3_000_000n]]);
    await rollUpPrices(new Date(now.getTime() - 3 * 24 * HOUR_MS));
    const { daily } = await course();
    expect(daily.days.at(-1)).toBe("2026-11-22");
    expect(new Set(daily.lows)).toEqual(new Set(["3"]));
    expect(daily.days).toHaveLength(10);
  });

  it("says how the price of now stands among the days before", async () => {
    await write([
      [24 * 30, 3_000_000n],
      [2, 2_000_000n],
    ]);
    const { verdict, changes } = await gpuHistory("h100-sxm", { price: "2", now });
    expect(verdict).toMatchObject({ word: "low", dearerPercent: 100, days: 30, highest: "3" });
    expect(changes).toMatchObject([{ providerName: "RunPod", from: "3", to: "2" }]);
  });
});
