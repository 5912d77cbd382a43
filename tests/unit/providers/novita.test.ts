import { describe, expect, it } from "vitest";
import { isUnitPlausible, toOffers } from "@/lib/providers/novita/map";
import { product } from "@/lib/providers/novita/wire";

const raw = {
  id: "4090.16c64g",
  name: "RTX 4090 24GB (High frequency)",
  cpuPerGpu: 16,
  memoryPerGpu: 64,
  availableDeploy: true,
  availableGpuNumber: 12,
  regions: [],
  price: 67_000,
  spotPrice: "34000",
};

function offersOf(changes: object, pricingModel: "on-demand" | "spot" = "on-demand") {
  const offers = toOffers(product.parse({ ...raw, ...changes }), pricingModel);
  if (typeof offers === "string") throw new Error(offers);
  return offers;
}

describe("Novita's offers", () => {
  it("read memoryPerGpu as the host's RAM and the card's memory from its name", () => {
    expect(offersOf({})[0]).toMatchObject({ ramGb: 64, gpuMemoryGb: 24 });
    expect(offersOf({ name: "MI300X" })[0]?.gpuMemoryGb).toBeNull();
  });

  it("take prices as numbers and as digits, and refuse anything else", () => {
    expect(offersOf({ price: "67000" })[0]?.pricePerHourMicros).toBe(670_000n);
    expect(offersOf({}, "spot")[0]?.pricePerHourMicros).toBe(340_000n);
    expect(product.safeParse({ ...raw, price: "0.67" }).success).toBe(false);
    expect(product.safeParse({ ...raw, price: null }).success).toBe(false);
  });

  it("are sold out when any of the three signs says so", () => {
    const signs = [
      { availableDeploy: false },
      { availableGpuNumber: 0 },
      { inventoryState: "none" },
    ];
    for (const sign of signs) expect(offersOf(sign)[0]?.availability).toBe("unavailable");
    expect(offersOf({})[0]?.availability).toBe("available");
  });

  it("are not believed when an RTX 4090 costs ten times more or less than it can", () => {
    expect(isUnitPlausible(offersOf({}))).toBe(true);
    expect(isUnitPlausible(offersOf({ price: 670_000 }))).toBe(false);
    expect(isUnitPlausible(offersOf({ price: 6_700 }))).toBe(false);
    expect(isUnitPlausible(offersOf({ name: "H200 141GB", price: 400_000 }))).toBe(true);
  });
});
