import { describe, expect, it } from "vitest";
import { cheapestPerKey } from "@/lib/providers/cheapest-per-key";
import type { Availability, ProviderOffer } from "@/lib/providers/contract";

const offer = (key: string, price: bigint, availability: Availability): ProviderOffer => ({
  key,
  instanceType: key,
  gpuSpelling: "L4",
  gpuCount: 1,
  maxGpuCount: 1,
  isPartition: false,
  gpuMemoryGb: 24,
  vcpu: null,
  ramGb: null,
  diskGb: null,
  region: null,
  pricingModel: "on-demand",
  pricePerHourMicros: price,
  currency: "USD",
  nativePrice: String(price),
  availability,
  tier: null,
});
const read = (...offers: ProviderOffer[]) =>
  cheapestPerKey({ offers, skipped: [] }).offers.map(
    (one) => `${one.key} ${one.pricePerHourMicros} ${one.availability}`,
  );

describe("of what many hosts offer under one name", () => {
  it("the cheapest that can be had stands for all", () => {
    const sold = offer("a", 1n, "unavailable");
    expect(read(sold, offer("a", 3n, "limited"), offer("b", 9n, "limited"))).toEqual([
      "a 3 limited",
      "b 9 limited",
    ]);
    expect(read(offer("a", 3n, "limited"), offer("a", 2n, "limited"))).toEqual(["a 2 available"]);
  });

  it("the cheapest of all stands where none can be had", () => {
    expect(read(offer("a", 5n, "unavailable"), offer("a", 4n, "unavailable"))).toEqual([
      "a 4 unavailable",
    ]);
  });
});
