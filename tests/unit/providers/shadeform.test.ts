import { describe, expect, it } from "vitest";
import { toOffer } from "@/lib/providers/shadeform/map";
import type { InstanceType } from "@/lib/providers/shadeform/wire";

const type: InstanceType = {
  cloud: "lambdalabs",
  shade_instance_type: "H100_sxm5x8",
  cloud_instance_type: "gpu_8x_h100_sxm5",
  configuration: {
    memory_in_gb: 1800,
    storage_in_gb: 22_000,
    vcpus: 208,
    num_gpus: 8,
    gpu_type: "H100_sxm5",
    interconnect: "sxm5",
    vram_per_gpu_in_gb: 80,
  },
  hourly_price: 3192,
  deployment_type: "vm",
  availability: [],
};
const here = { region: "us-south-1", available: true };

function spellingOf(gpu: string, interconnect: string, name: string) {
  const configuration = { ...type.configuration, gpu_type: gpu, interconnect };
  const one = { ...type, configuration, shade_instance_type: name, cloud_instance_type: "x" };
  const offer = toOffer(one, here);
  return typeof offer === "string" ? offer : offer.gpuSpelling;
}

describe("Shadeform's offers", () => {
  it("are in cents for the whole machine, of the cloud behind it by our id", () => {
    expect(toOffer(type, here)).toMatchObject({
      instanceType: "lambdalabs/H100_sxm5x8",
      gpuCount: 8,
      gpuMemoryGb: 80,
      pricePerHourMicros: 31_920_000n,
      brokeredFrom: "lambda",
    });
    expect(toOffer({ ...type, cloud: "denvr" }, here)).toMatchObject({ brokeredFrom: "denvr" });
  });

  it.each([
    ["A6000", "pcie", "A6000", "A6000 pcie"],
    ["A100_80G", "sxm4", "A100_80Gx8", "A100_80G sxm4"],
    ["A100_80G", "pcie", "A100_80G_sxm4x8", "A100_80G sxm4"],
    ["H100_sxm5", "pcie", "H100_sxm5", "H100_sxm5"],
    ["MI300X", "infinity-fabric", "MI300X", "MI300X"],
  ])("spell %s on %s, sold as %s, as %s", (gpu, interconnect, name, spelling) => {
    expect(spellingOf(gpu, interconnect, name)).toBe(spelling);
  });

  it("leave out spot rows, whose price has no known unit, and rental types nobody has seen", () => {
    expect(toOffer(type, { ...here, rental_type: "spot" })).toContain("unit");
    expect(toOffer(type, { ...here, rental_type: "weekly" })).toContain("weekly");
    expect(toOffer(type, { ...here, rental_type: "on_demand" })).toMatchObject({
      key: expect.any(String),
    });
  });
});
