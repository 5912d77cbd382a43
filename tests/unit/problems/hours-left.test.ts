import { describe, expect, it } from "vitest";
import { lowHoursLeft } from "@/lib/problems/hours-left";

const USD = 1_000_000n;

describe("credit that is nearly gone", () => {
  it("is told in whole hours once it lasts less than a day", () => {
    expect(lowHoursLeft(24n * USD, USD)).toBeNull();
    expect(lowHoursLeft(24n * USD - 1n, USD)).toBe(23);
    expect(lowHoursLeft(USD / 2n, USD)).toBe(0);
  });

  it("is told as nothing where nothing is left or something is owed", () => {
    expect(lowHoursLeft(0n, USD)).toBe(0);
    expect(lowHoursLeft(-5n * USD, USD)).toBe(0);
  });

  it("is no problem while nothing costs", () => {
    expect(lowHoursLeft(0n, 0n)).toBeNull();
  });
});
