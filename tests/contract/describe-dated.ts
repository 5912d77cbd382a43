import { describe, expect, it } from "vitest";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";
import { adapterMakers } from "@/lib/providers/registry";
import { countsFor } from "./proof-table";

/** What every table holds that stands in for a price list no API tells. */
export function describeDated(id: string): void {
  describe(`${id}'s dated table`, () => {
    countsFor(id, "offers");
    const prices = adapterMakers[id]?.({ baseUrl: "http://127.0.0.1:1" }).prices;
    const table = prices?.table ?? { observedOn: "", offers: [] };

    it("has a day, and no line of a later one", () => {
      expect(table.observedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
      const day = new Date(`${table.observedOn}T00:00:00Z`);
      expect(day.toISOString().slice(0, 10)).toBe(table.observedOn);
      const later = table.offers.filter((offer) => offer.observedAt && offer.observedAt > day);
      expect(later).toEqual([]);
    });

    it("has prices of whole cards under names of their own", () => {
      expect(table.offers.length).toBeGreaterThan(0);
      expect(new Set(table.offers.map(({ key }) => key)).size).toBe(table.offers.length);
      const odd = table.offers.filter(
        (offer) => offer.pricePerHourMicros <= 0n || offer.gpuCount < 1 || offer.isPartition,
      );
      expect(odd).toEqual([]);
    });

    it("claims neither that a card can be had nor that it is launchable", () => {
      expect(new Set(table.offers.map(({ availability }) => availability))).toEqual(
        new Set(["unknown"]),
      );
    });

    it.each(table.offers)("means a known model by $gpuSpelling ($pricingModel)", (offer) => {
      const gpu = { spelling: offer.gpuSpelling, memoryGb: offer.gpuMemoryGb };
      expect(normalizeGpu(gpu)).toMatchObject({ kind: "model", partition: null });
    });

    it("is never fetched", async () => {
      expect(await prices?.list({})).toEqual({ offers: [], skipped: [] });
    });
  });
}
