import { expect, it } from "vitest";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";
import { regionArea } from "@/lib/prices/area";
import { toOffers } from "@/lib/providers/fluidstack/map";

const row = {
  gpu_type: "H100_SXM5_80GB",
  gpu_counts: [1, 8],
  price_per_gpu_hr: "2.49",
  regions: ["NORWAY"],
};

it("multiplies the price per GPU by the count", () => {
  const offers = toOffers(row);
  expect(offers).toMatchObject([
    { gpuCount: 1, pricePerHourMicros: 2_490_000n },
    { gpuCount: 8, pricePerHourMicros: 19_920_000n },
  ]);
});

it("keeps what is sold out, without a place", () => {
  expect(toOffers({ ...row, gpu_counts: [1], regions: [] })).toMatchObject([
    { region: null, availability: "unavailable" },
  ]);
});

it.each(["", "0", "0.00", "free", "-1"])("refuses %j as a price", (price) => {
  expect(toOffers({ ...row, price_per_gpu_hr: price })).toBe("no price");
});

it.each([
  ["H100_SXM5_80GB", "h100-sxm"],
  ["H100_PCIE_80GB", "h100-pcie"],
  ["A100_PCIE_80GB", "a100-pcie-80gb"],
  ["A100_SXM4_80GB", "a100-sxm-80gb"],
  ["A100_NVLINK_80GB", "a100-80gb"],
  ["L40_48GB", "l40"],
  ["L40S_48GB", "l40s"],
  ["RTX_A6000_48GB", "rtx-a6000"],
  ["RTX_A5000_24GB", "rtx-a5000"],
  ["RTX_A4000_16GB", "rtx-a4000"],
  ["RTX_4090_24GB", "rtx-4090"],
  ["L4_24GB", "l4"],
  ["T4_16GB", "t4"],
  ["A40_48GB", "a40"],
  ["A30_24GB", "a30"],
  ["A10_24GB", "a10"],
  ["TESLA_V100_16GB", "v100-16gb"],
])("writes %s and means %s", (gpuType, modelId) => {
  const offers = toOffers({ ...row, gpu_type: gpuType });
  const [first] = typeof offers === "string" ? [] : offers;
  const gpu = { spelling: first?.gpuSpelling ?? "", memoryGb: first?.gpuMemoryGb };
  expect(normalizeGpu(gpu)).toMatchObject({ kind: "model", modelId, partition: null });
});

it("names places whose part of the world is known", () => {
  const places = ["NORWAY", "TEXAS_USA", "LUXEMBOURG", "ISRAEL", "INDIA", "CANADA", "JAPAN"];
  expect(places.map(regionArea)).toEqual([
    "europe",
    "us",
    "europe",
    "middle-east",
    "asia",
    "canada",
    "asia",
  ]);
});
