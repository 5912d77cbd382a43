import { describe, expect, it } from "vitest";
import { judge } from "@/lib/prices/quarantine";
import type { Rates } from "@/lib/rates/types";
import { type CollectedPrice, collectedPrices } from "./quarantine/collected-offers";

/** The day's rates by which the collected tables were turned into dollars, rupees roughly. */
const rates: Rates = { day: "2026-08-21", perEuro: { USD: "1.16990", INR: "101.8" } };
const prices = collectedPrices();

/** The same numbers for the same seed, on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

type Fault = (price: CollectedPrice["price"]) => number;
const faults: Readonly<Record<string, Fault>> = {
  "ten times the price": () => 10,
  "the total given as the price of one card": ({ gpuCount }) => Math.max(1, gpuCount),
  "cents read as dollars": () => 100,
  "a price of zero": () => 0,
  "euros read as dollars": () => 1 / 1.1699,
  "rupees read as dollars": () => 101.8 / 1.1699,
};
/** Two hundred in all, the currencies sharing their fifth. */
const counts = [40, 40, 40, 40, 20, 20];

function caughtOf(name: string, count: number, random: () => number): number {
  const fault = faults[name] ?? (() => 1);
  const pool = prices.filter(({ price }) => fault(price) !== 1);
  const chosen = Array.from({ length: count }, () => pool[Math.floor(random() * pool.length)]);
  return chosen.filter((one) => {
    if (!one) return false;
    const micros = BigInt(Math.round(Number(one.price.perHourMicros) * fault(one.price)));
    return judge({ ...one.price, perHourMicros: micros }, one.evidence, rates) !== null;
  }).length;
}

describe("the quarantine, judging the collected offers by their dated past", () => {
  it("holds at most one clean price in two hundred", () => {
    const held = prices.filter(({ price, evidence }) => judge(price, evidence, rates) !== null);
    expect(held.length / prices.length).toBeLessThanOrEqual(0.005);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    "catches at least 190 of 200 faults put into them with seed %i",
    (seed) => {
      const random = seeded(seed);
      const caught = Object.keys(faults).map((name, at) => caughtOf(name, counts[at] ?? 0, random));
      expect(caught.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(190);
    },
  );
});
