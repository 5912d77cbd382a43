import { describe, expect, it } from "vitest";
import { toOffers } from "@/lib/providers/digitalocean/map";
import { gpuSize } from "@/lib/providers/digitalocean/wire";

const size = gpuSize.parse({
  slug: "gpu-h100x8-640gb",
  memory: 1_966_080,
  vcpus: 160,
  disk: 2_046,
  price_hourly: 23.92,
  regions: ["nyc1"],
  available: true,
  gpu_info: { count: 8, model: "nvidia_h100", vram: { amount: 640, unit: "gib" } },
});
const model = (name: string) => ({ ...size, gpu_info: { ...size.gpu_info, model: name } });

describe("DigitalOcean's offers", () => {
  it("cost what the whole Droplet costs, with the memory of one GPU", () => {
    expect(toOffers(size)).toEqual([
      expect.objectContaining({
        gpuCount: 8,
        gpuMemoryGb: 80,
        ramGb: 1920,
        pricePerHourMicros: 23_920_000n,
        region: "nyc1",
      }),
    ]);
  });

  it.each([
    ["nvidia_h100", "H100"],
    ["nvidia_rtx6000_ada", "RTX6000 ADA"],
    ["amd_mi300x", "MI300X"],
  ])("call %s %s", (name, gpuSpelling) => {
    expect(toOffers(model(name))).toEqual([expect.objectContaining({ gpuSpelling })]);
  });

  it("keep their price but cannot be had where no region has the size, or none for now", () => {
    const away = expect.objectContaining({
      availability: "unavailable",
      pricePerHourMicros: 23_920_000n,
    });
    expect(toOffers({ ...size, regions: [] })).toEqual([away]);
    expect(toOffers({ ...size, available: false })).toEqual([away]);
  });

  it("leave out prices that only a contract has", () => {
    expect(toOffers({ ...size, slug: "gpu-h100x8-640gb-contracted" })).toBe("a price by contract");
  });
});
