import { expect, it } from "vitest";
import { soldMemoryGb } from "@/lib/providers/sold-memory";

it.each([
  [24_564, 24],
  [23_028, 24],
  [46_068, 48],
  [49_140, 48],
  [40_960, 40],
  [81_559, 80],
  [95_830, 94],
  [143_771, 141],
  [183_359, 180],
  [32_607, 32],
  [10_240, 10],
  [12_288, 12],
  [8_192, 8],
  [22_528, 22],
  [294_912, 288],
])("a GPU whose driver reports %i MB is sold with %i GB", (reported, sold) => {
  expect(soldMemoryGb(reported)).toBe(sold);
});
