import { expect, test } from "vitest";
import { biggestMoves } from "@/lib/prices/biggest-moves";
import type { PriceChange } from "@/lib/prices/price-changes";

const now = new Date("2026-11-20T12:00:00Z");
const change = (changes: Partial<PriceChange>): PriceChange => ({
  providerId: "runpod",
  gpuModel: "h100-sxm",
  pricingModel: "on-demand",
  at: new Date("2026-11-20T10:00:00Z"),
  beforeMicros: 2_000_000n,
  afterMicros: 1_900_000n,
  ...changes,
});

test("the front page tells the largest moves of the day, one for each GPU and way of selling", () => {
  const moves = biggestMoves(
    [
      change({}),
      change({ providerId: "lambda", afterMicros: 2_400_000n }),
      change({ pricingModel: "spot", afterMicros: 1_000_000n }),
      change({ gpuModel: "l4", at: new Date("2026-11-19T11:00:00Z"), afterMicros: 1n }),
    ],
    { now, most: 5 },
  );
  expect(moves.map(({ name, providerName, percent }) => [name, providerName, percent])).toEqual([
    ["H100 SXM", "RunPod", -50],
    ["H100 SXM", "Lambda", 20],
  ]);
  expect(moves[0]).toMatchObject({ before: "2", after: "1", pricingModel: "spot" });
});
