import { expect, it } from "vitest";
import { nearestIds, nearestModels } from "@/lib/gpus/nearest";

const gpus = [
  { modelId: "l4", family: "L4", memoryGb: 24 },
  { modelId: "h200", family: "H200", memoryGb: 141 },
  { modelId: "h100-pcie", family: "H100", memoryGb: 80 },
  { modelId: "h100-sxm", family: "H100", memoryGb: 80 },
  { modelId: "a100-sxm-80gb", family: "A100", memoryGb: 80 },
  { modelId: "secret", family: "Secret", memoryGb: null },
];
const ids = (found: readonly { modelId: string }[]) => found.map(({ modelId }) => modelId);

it("names GPUs of the same family first, then those of the closest memory", () => {
  const wanted = { modelId: "h100-nvl", family: "H100", memoryGb: 94 };
  expect(ids(nearestModels(wanted, gpus))).toEqual([
    "h100-pcie",
    "h100-sxm",
    "a100-sxm-80gb",
    "h200",
    "l4",
    "secret",
  ]);
});

it("never names the GPU itself", () => {
  expect(ids(nearestModels({ modelId: "l4", family: "L4", memoryGb: 24 }, gpus))).not.toContain(
    "l4",
  );
});

it.each([
  ["h100-sxm5", "h100-sxm"],
  ["nvidia-l4", "l4"],
  ["H200SXM", "h200"],
  ["a100_80gb", "a100-sxm-80gb"],
])("takes %s to mean %s", (unknown, meant) => {
  expect(nearestIds(unknown, gpus)[0]?.modelId).toBe(meant);
});
