import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findGpu } from "@/lib/gpus/catalog";
import { readReferenceSnapshot } from "@/lib/prices/reference-snapshot";

const folder = "prisma/reference";
const { offers, lows, sources } = readReferenceSnapshot(folder);

describe("the reference snapshot", () => {
  it("holds offers of known models and named providers, each with its day and source", () => {
    expect(offers.length).toBeGreaterThan(2_000);
    const bad = offers.filter(
      (offer) =>
        (offer.modelId !== null && !findGpu(offer.modelId)) ||
        !sources[offer.sourceIndex] ||
        !/^20\d\d-\d\d-\d\d$/.test(offer.observedOn),
    );
    expect(bad).toEqual([]);
  });

  it("gives the price of one GPU of the whole offer, and of a slice the slice's own", () => {
    const eight = offers.find((offer) => offer.gpuCount === 8 && offer.partition === null);
    expect(eight && eight.pricePerGpuHourMicros * 8n - eight.pricePerHourMicros < 8n).toBe(true);
    const slice = offers.find((offer) => offer.gpuCount < 1);
    expect(slice?.partition).toBe("fraction");
    expect(slice?.pricePerGpuHourMicros).toBe(slice?.pricePerHourMicros);
  });

  it("holds one low per provider, model and week, on Mondays since 2013", () => {
    const keys = lows.map((low) => `${low.providerId} ${low.modelId} ${low.weekOf}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(lows.every((low) => new Date(low.weekOf).getUTCDay() === 1)).toBe(true);
    expect(lows.map((low) => low.weekOf).sort()[0]).toMatch(/^2013-12/);
    expect(lows.every((low) => low.onDemandMicros !== null || low.spotMicros !== null)).toBe(true);
  });

  it("carries the attributions that sources ask for", () => {
    expect(sources.flatMap((source) => source.attribution ?? [])).toHaveLength(2);
  });

  it("is refused when a file is not what it should be", () => {
    const copy = mkdtempSync(join(tmpdir(), "reference-"));
    cpSync(folder, copy, { recursive: true });
    const text = readFileSync(join(copy, "offers.json"), "utf8");
    writeFileSync(join(copy, "offers.json"), text.replace("priceMicros", "price"));
    expect(() => readReferenceSnapshot(copy)).toThrow();
  });
});
