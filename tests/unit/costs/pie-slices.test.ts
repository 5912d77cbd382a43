import { expect, it } from "vitest";
import { pieSlices } from "@/components/costs/pie-slices";

const partsOf = (...amounts: string[]) =>
  amounts.map((amount, index) => ({ id: `m${index}`, name: `Model ${index}`, amount }));

it("folds the long tail into one slice, and slices add up to the whole", () => {
  const slices = pieSlices(partsOf("40", "20", "15", "10", "5", "4", "3.5", "2.5"));
  expect(slices.map(({ name }) => name)).toEqual([
    "Model 0",
    "Model 1",
    "Model 2",
    "Model 3",
    "Model 4",
    null,
  ]);
  expect(slices.at(-1)).toMatchObject({ count: 3, amount: "10", share: 0.1 });
  expect(slices.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

it("names a rest of one", () => {
  const slices = pieSlices(partsOf("6", "5", "4", "3", "2", "1"));
  expect(slices.at(-1)).toMatchObject({ name: "Model 5", count: 1, amount: "1" });
});
