import { describe, expect, it } from "vitest";
import { toOffers } from "@/lib/providers/cudo/map";
import { shapeOf } from "@/lib/providers/cudo/shape";
import { machineType } from "@/lib/providers/cudo/wire";

const type = machineType.parse({
  dataCenterId: "gb-bournemouth-1",
  machineType: "epyc-milan-rtx-a4000",
  gpuModel: "RTX A4000",
  minVcpu: 2,
  minMemoryGib: 4,
  maxVcpuFree: 96,
  maxMemoryGibFree: 384,
  maxGpuFree: 8,
  maxStorageGibFree: 20_000,
  minVcpuPerMemoryGib: 0.25,
  maxVcpuPerMemoryGib: 1,
  minVcpuPerGpu: 2,
  maxVcpuPerGpu: 16,
  vcpuPriceHr: { value: "0.0047" },
  memoryGibPriceHr: { value: "2e-3" },
  gpuPriceHr: { value: "0.2826" },
  minStorageGibPriceHr: { value: ".000137" },
});

describe("the machine that CUDO's prices are quoted for", () => {
  it("is the usual one where the type allows it", () => {
    expect(shapeOf(type)).toEqual({ vcpu: 8, memoryGib: 32, storageGib: 100 });
  });

  it("keeps within the limits of the type", () => {
    expect(shapeOf({ ...type, maxVcpuPerGpu: 6 })).toMatchObject({ vcpu: 6, memoryGib: 24 });
    expect(shapeOf({ ...type, minVcpuPerGpu: 11.5 })).toMatchObject({ vcpu: 12, memoryGib: 32 });
    expect(shapeOf({ ...type, maxVcpuPerMemoryGib: 0.2, minVcpuPerMemoryGib: 0 })).toMatchObject({
      vcpu: 8,
      memoryGib: 40,
    });
    expect(shapeOf({ ...type, maxVcpuPerGpu: 0, minVcpuPerMemoryGib: 0 })).toMatchObject({
      vcpu: 8,
      memoryGib: 32,
    });
  });

  it("is none where no whole numbers keep within the limits", () => {
    expect(shapeOf({ ...type, minVcpu: 3, maxVcpuPerGpu: 2.5 })).toBeNull();
    expect(toOffers({ ...type, minVcpu: 3, maxVcpuPerGpu: 2.5 })).toContain("limits");
  });
});

describe("CUDO's offers", () => {
  it("add up GPU, vCPU, memory and disk from decimal strings, exponents too", () => {
    expect(toOffers(type)).toEqual([
      expect.objectContaining({
        pricePerHourMicros: 397_900n,
        nativePrice:
          "0.2826 USD/GPU-hour + 8 vCPU x 0.0047 + 32 GiB RAM x 0.002 + 100 GiB disk x 0.000137",
      }),
    ]);
  });

  it("go up to as many GPUs as have room for the machine around each", () => {
    expect(toOffers({ ...type, maxMemoryGibFree: 100 })).toEqual([
      expect.objectContaining({ maxGpuCount: 3, availability: "available" }),
    ]);
    expect(toOffers({ ...type, maxStorageGibFree: 50 })).toEqual([
      expect.objectContaining({ maxGpuCount: 1, availability: "unavailable" }),
    ]);
  });
});
