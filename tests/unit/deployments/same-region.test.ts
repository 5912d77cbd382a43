import { expect, it } from "vitest";
import { isSameRegion } from "@/lib/deployments/same-region";

it.each([
  ["FIN-01, FI", "FIN-01", true],
  ["us-east1-a", "us-east1-a", true],
  ["FIN-01, FI", "FIN-02", false],
  ["us-east1-a", "us-east1", false],
  [null, "FIN-01", false],
])("knows a region asked for as %s in what is told as %s: %s", (asked, told, same) => {
  expect(isSameRegion(asked, told)).toBe(same);
});
