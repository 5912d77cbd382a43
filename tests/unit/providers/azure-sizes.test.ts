import { describe, expect, it } from "vitest";
import { isNotSold, readSize } from "@/lib/providers/azure/read-size";

const cards = (size: string) => {
  const gpus = readSize(size);
  return (
    gpus && `${gpus.count * gpus.share} ${gpus.spelling} ${gpus.memoryGb} GB, ${gpus.vcpu} vCPU`
  );
};

describe("an Azure size's name", () => {
  it.each([
    ["NC24ads_A100_v4", "1 A100 PCIe 80 GB, 24 vCPU"],
    ["NC96ads_A100_v4", "4 A100 PCIe 80 GB, 96 vCPU"],
    ["NC80adis_H100_v5", "2 H100 NVL 94 GB, 80 vCPU"],
    ["NCC40ads_H100_v5", "1 H100 NVL 94 GB, 40 vCPU"],
    ["NC16as_T4_v3", "1 T4 16 GB, 16 vCPU"],
    ["NC64as_T4_v3", "4 T4 16 GB, 64 vCPU"],
    ["NC8ads_A10_v4", "0.5 A10 24 GB, 8 vCPU"],
    ["NV36adms_A10_v5", "1 A10 24 GB, 36 vCPU"],
    ["NV72ads_A10_v5", "2 A10 24 GB, 72 vCPU"],
    ["NV4as_v4", "0.125 MI25 16 GB, 4 vCPU"],
    ["NV48s_v3", "4 M60 8 GB, 48 vCPU"],
    ["NV28adms_V710_v5", "1 Radeon PRO V710 null GB, 28 vCPU"],
    ["NG16ads_V620_v1", "0.5 Radeon PRO V620 32 GB, 16 vCPU"],
    ["ND96asr_v4", "8 A100 SXM 40 GB, 96 vCPU"],
    ["ND96amsr_A100_v4", "8 A100 SXM 80 GB, 96 vCPU"],
    ["ND96is_flex_H100_v5", "8 H100 SXM 80 GB, 96 vCPU"],
    ["ND96isrf_H100_v5", "8 H100 SXM 80 GB, 96 vCPU"],
    ["ND96isr_H200_v5", "8 H200 SXM 141 GB, 96 vCPU"],
    ["ND96isr_MI300X_v5", "8 MI300X 192 GB, 96 vCPU"],
    ["ND128isr_NDR_GB200_v6", "4 GB200 null GB, 128 vCPU"],
  ])("%s says %s", (size, said) => {
    expect(cards(size)).toBe(said);
  });

  it.each([
    "NC128lds_xl_RTXPRO6000BSE_v6",
    "NC32as_T4_v3",
    "NC30ads_A100_v4",
    "ND96isr_B300_v7",
    "D4s_v5",
  ])("%s is not guessed", (size) => {
    expect(readSize(size)).toBeNull();
  });

  it("tells series that were withdrawn from those of the same family that are sold", () => {
    const gone = ["NC6", "NC24r", "NC12_Promo", "NC6s_v2", "NC24rs_v3", "ND6s", "NV12", "NV6s_v2"];
    expect(gone.filter((size) => !isNotSold(size))).toEqual([]);
    const sold = ["NC4as_T4_v3", "ND40rs_v2", "NV12s_v3", "NV4as_v4", "NC24ads_A100_v4"];
    expect(sold.filter(isNotSold)).toEqual([]);
  });
});
