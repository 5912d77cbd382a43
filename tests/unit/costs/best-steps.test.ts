import { expect, it } from "vitest";
import { bestSteps } from "@/lib/costs/best-steps";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const move = (providerId: string, hour: number, micros: bigint | null, isListPrice = false) => ({
  providerId,
  gpuModel: "h100-sxm",
  at: at(hour),
  pricePerGpuHourMicros: micros,
  isListPrice,
});

it("says who sold cheapest from when on, with what stood before as the first step", () => {
  const moves = [
    move("one", 1, 3n),
    move("two", 2, 4n),
    move("two", 10, 2n),
    move("one", 11, 5n),
    move("two", 12, null),
  ];
  expect(bestSteps(moves, at(8))).toEqual([
    { at: at(8), micros: 3n, providerId: "one" },
    { at: at(10), micros: 2n, providerId: "two" },
    { at: at(12), micros: 5n, providerId: "one" },
  ]);
});

it("knows no price before the first, and takes a list price only while nothing can be had", () => {
  const moves = [move("one", 9, 1n, true), move("two", 10, 3n)];
  expect(bestSteps(moves, at(8))).toEqual([
    { at: at(8), micros: null, providerId: null },
    { at: at(9), micros: 1n, providerId: "one" },
    { at: at(10), micros: 3n, providerId: "two" },
  ]);
});
