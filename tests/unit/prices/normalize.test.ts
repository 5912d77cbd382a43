import { describe, expect, it } from "vitest";
import { normalizeOffers } from "@/lib/prices/normalize";
import type { ProviderOffer } from "@/lib/providers/contract";

const offer = (changes: Partial<ProviderOffer>): ProviderOffer => ({
  key: "one",
  instanceType: "x",
  gpuSpelling: "NVIDIA H100 80GB HBM3",
  gpuCount: 1,
  maxGpuCount: 1,
  isPartition: false,
  gpuMemoryGb: 80,
  vcpu: null,
  ramGb: null,
  diskGb: null,
  region: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 3_000_000n,
  currency: "USD",
  nativePrice: "3",
  availability: "available",
  tier: null,
  ...changes,
});
const rates = { day: "2026-10-06", perEuro: { USD: "1.1269", CNY: "7.5554" } };
const one = (changes: Partial<ProviderOffer>) => normalizeOffers([offer(changes)], rates).offers[0];

describe("a normalised offer", () => {
  it("knows its model: HBM3 with 80 GB is the SXM board", () => {
    expect(one({})?.gpuModel).toBe("h100-sxm");
  });

  it("prices one card of many, rounded once to the even micro-dollar", () => {
    expect(one({ gpuCount: 8, pricePerHourMicros: 31_920_000n })?.pricePerGpuHourMicros).toBe(
      3_990_000n,
    );
    expect(one({ gpuCount: 2, pricePerHourMicros: 5n })?.pricePerGpuHourMicros).toBe(2n);
    expect(one({ gpuCount: 2, pricePerHourMicros: 7n })?.pricePerGpuHourMicros).toBe(4n);
  });

  it("is a slice when its memory says so, though the provider does not", () => {
    const slice = one({ gpuSpelling: "NVIDIA A100", gpuMemoryGb: 4 });
    expect(slice).toMatchObject({ isPartition: true });
    const mig = "NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb";
    expect(one({ gpuSpelling: mig, gpuMemoryGb: 24 })?.isPartition).toBe(true);
  });

  it("stays without a model when nobody knows the name, which goes to the review list", () => {
    const { offers, unknown } = normalizeOffers(
      [
        offer({ key: "a", gpuSpelling: "Quantum 9000", gpuMemoryGb: null }),
        offer({ key: "b", gpuSpelling: "Quantum 9000", gpuMemoryGb: null }),
      ],
      rates,
    );
    expect(offers.map((row) => row.gpuModel)).toEqual([null, null]);
    expect(unknown).toEqual([{ spelling: "Quantum 9000", memoryGb: 0 }]);
  });

  it("is one of two with the same key, the last", () => {
    const { offers } = normalizeOffers(
      [offer({ pricePerHourMicros: 1n }), offer({ pricePerHourMicros: 2n })],
      rates,
    );
    expect(offers.map((row) => row.pricePerHourMicros)).toEqual([2n]);
  });

  it("is in dollars at the day's rate, and says which day that was", () => {
    const euros = one({ currency: "EUR", gpuCount: 2, pricePerHourMicros: 5_000_000n });
    expect(euros).toMatchObject({
      pricePerHourMicros: 5_634_500n,
      pricePerGpuHourMicros: 2_817_250n,
      rateDay: "2026-10-06",
    });
    expect(one({})?.rateDay).toBeNull();
  });

  it("is left out, and counted, when nobody knows what its currency is worth", () => {
    const { offers, withoutRate } = normalizeOffers([offer({ currency: "GBP" })], rates);
    expect(offers).toEqual([]);
    expect(withoutRate).toBe(1);
  });
});

describe("a spelling that a person decided", () => {
  const decided = (model: string | null, memoryGb = 141) =>
    normalizeOffers(
      [offer({ gpuSpelling: "Quantum 9000", gpuMemoryGb: memoryGb })],
      rates,
      new Map([[`${memoryGb}/Quantum 9000`, model]]),
    );

  it("is that model from then on, and no longer waits", () => {
    const { offers, unknown } = decided("h200");
    expect(offers[0]).toMatchObject({ gpuModel: "h200", isPartition: false });
    expect(unknown).toEqual([]);
  });

  it("is a slice of the model when its memory says so", () => {
    expect(decided("h200", 18).offers[0]).toMatchObject({ gpuModel: "h200", isPartition: true });
  });

  it("is kept without a model when it is not a GPU, and no longer waits", () => {
    const { offers, unknown } = decided(null);
    expect(offers[0]).toMatchObject({ gpuModel: null });
    expect(unknown).toEqual([]);
  });

  it("says nothing of the same spelling with another memory", () => {
    const rules = new Map([["141/Quantum 9000", "h200"]]);
    const other = offer({ gpuSpelling: "Quantum 9000", gpuMemoryGb: 80 });
    expect(normalizeOffers([other], rates, rules).unknown).toHaveLength(1);
  });
});
