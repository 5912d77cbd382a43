import { expect, it } from "vitest";
import { judgePrice } from "@/lib/history/verdict";

const days = (...typicals: number[]) =>
  typicals.map((dollars, index) => {
    const typical = BigInt(dollars * 1_000_000);
    const price = { low: typical, high: typical, typical, first: typical, last: typical };
    return { day: `2026-10-${index + 10}`, ...price, isListPrice: false, providerCount: 1 };
  });
const twenty = days(...Array.from({ length: 20 }, (_, index) => index + 1));

it("calls a price low that is under that of two days of three, and names the range", () => {
  expect(judgePrice(3_500_000n, twenty)).toEqual({
    word: "low",
    dearerPercent: 85,
    cheaperPercent: 15,
    lowest: "1",
    highest: "20",
    days: 20,
  });
});

it("calls a price high that is over that of two days of three", () => {
  expect(judgePrice(25_000_000n, twenty)).toMatchObject({
    word: "high",
    cheaperPercent: 100,
    highest: "25",
  });
});

it("calls a price typical that never moved", () => {
  const still = days(...Array.from({ length: 30 }, () => 2));
  expect(judgePrice(2_000_000n, still)).toMatchObject({ word: "typical", dearerPercent: 0 });
});

it("says nothing from less than two weeks, nor without a price", () => {
  expect(judgePrice(1n, twenty.slice(0, 13))).toEqual({ word: "unknown", days: 13, needed: 14 });
  expect(judgePrice(null, twenty)).toMatchObject({ word: "unknown" });
});
