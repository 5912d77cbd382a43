import { describe, expect, it } from "vitest";
import { toOffers } from "@/lib/providers/hyperbolic/map";
import type { Node } from "@/lib/providers/hyperbolic/wire";

const machine: Node = {
  status: "node_ready",
  reserved: false,
  gpus_total: 8,
  gpus_reserved: 5,
  location: { region: "us-east" },
  hardware: { gpus: [{ model: "NVIDIA-H100-80GB-HBM3", ram: 81_559 }] },
  pricing: { price: { amount: 249, period: "hourly" } },
};
const amount = (cents: number) => ({ price: { amount: cents, period: "hourly" } });

describe("Hyperbolic's offers", () => {
  it("are one GPU in cents, and as many as are free", () => {
    expect(toOffers(machine)).toEqual([
      expect.objectContaining({
        gpuCount: 1,
        maxGpuCount: 3,
        gpuMemoryGb: 80,
        pricingModel: "spot",
        pricePerHourMicros: 2_490_000n,
        nativePrice: "249 US cents/GPU-hour",
        availability: "available",
      }),
    ]);
  });

  it("are none of a machine that is not ready, and unavailable of one that is reserved", () => {
    expect(toOffers({ ...machine, status: "node_down" })).toEqual([]);
    expect(toOffers({ ...machine, reserved: true })).toEqual([
      expect.objectContaining({ availability: "unavailable", maxGpuCount: 1 }),
    ]);
  });

  it("are left out at amounts that must be dollars, as the documentation has them", () => {
    expect(toOffers({ ...machine, pricing: amount(2.49) })).toContain("cents");
    expect(toOffers({ ...machine, pricing: amount(0) })).toBe("no price");
  });
});
