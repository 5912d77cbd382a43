import { expect, it } from "vitest";
import { judge } from "@/lib/growth/judge";

it("never rounds a share up to its goal", () => {
  expect(judge({ numerator: 7_999, denominator: 10_000 }, 80)).toEqual({
    percent: "79.9",
    isReached: false,
  });
});

it("reaches a goal only above it", () => {
  expect(judge({ numerator: 5, denominator: 100 }, 5)).toEqual({
    percent: "5.0",
    isReached: false,
  });
  expect(judge({ numerator: 51, denominator: 1_000 }, 5).isReached).toBe(true);
});

it("says no share where nobody is counted, and all where all are", () => {
  expect(judge({ numerator: 0, denominator: 0 }, 60)).toEqual({ percent: null, isReached: null });
  expect(judge({ numerator: 3, denominator: 3 }, 60).percent).toBe("100.0");
});
