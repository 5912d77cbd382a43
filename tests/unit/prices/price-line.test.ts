import { expect, it } from "vitest";
import { type PriceMove, priceLine } from "@/lib/prices/price-line";

const from = new Date("2026-11-01T00:00:00Z");
const move = (
  day: string,
  providerId: string,
  price: bigint | null,
  isListPrice = false,
): PriceMove => ({
  providerId,
  gpuModel: "h100-sxm",
  at: new Date(`2026-${day}T00:00:00Z`),
  pricePerGpuHourMicros: price,
  isListPrice,
});
const shape = (moves: PriceMove[]) =>
  priceLine(moves, from).map((point) => `${point.at.slice(5, 10)} ${point.pricePerGpuHour}`);

it("follows the lowest price over all providers, one point where it moves", () => {
  const moves = [
    move("11-02", "runpod", 3_000_000n),
    move("11-03", "lambda", 4_000_000n),
    move("11-04", "lambda", 2_000_000n),
    move("11-05", "lambda", null),
    move("11-06", "runpod", null),
  ];
  expect(shape(moves)).toEqual(["11-02 3", "11-04 2", "11-05 3", "11-06 null"]);
});

it("begins with the price as it stood at the start of the window", () => {
  const moves = [
    move("09-01", "runpod", 5_000_000n),
    move("10-01", "runpod", 3_000_000n),
    move("11-04", "runpod", 2_500_000n),
  ];
  expect(shape(moves)).toEqual(["11-01 3", "11-04 2.5"]);
});

it("follows list prices only while nobody says that a card can be had", () => {
  const moves = [
    move("11-01", "aws", 1_700_000n, true),
    move("11-02", "runpod", 2_500_000n),
    move("11-03", "aws", 1_600_000n, true),
    move("11-04", "runpod", 2_500_000n, true),
    move("11-05", "aws", 1_600_000n),
    move("11-06", "aws", null),
  ];
  expect(shape(moves)).toEqual(["11-01 1.7", "11-02 2.5", "11-04 1.6", "11-06 2.5"]);
});

it("has no points where nothing was ever sold", () => {
  expect(priceLine([], from)).toEqual([]);
});
