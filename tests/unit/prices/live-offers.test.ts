import { expect, it } from "vitest";
import { mayBeCheapest } from "@/lib/prices/best-value";
import { isLaunchable, toLiveOffer, toLivePrice, toOfferView } from "@/lib/prices/live-offers";
import { makeOffer, now } from "./live-offer";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const inEuros = (rateAgeMs: number, agoMs = 0) => {
  const offer = makeOffer({ agoMs });
  const rateDay = new Date(now.getTime() - rateAgeMs);
  return toLiveOffer({ ...offer, currency: "EUR", rateDay }, now);
};

it("compares a price in another currency only while its rate is of the last four days", () => {
  expect(inEuros(4 * DAY_MS).freshness).toBe("fresh");
  expect(mayBeCheapest(inEuros(4 * DAY_MS))).toBe(true);
  expect(inEuros(5 * DAY_MS).freshness).toBe("old");
  expect(mayBeCheapest(inEuros(5 * DAY_MS))).toBe(false);
});

it("never makes a price fresher by an old rate", () => {
  expect(inEuros(5 * DAY_MS, 3 * HOUR_MS).freshness).toBe("old");
  expect(inEuros(5 * DAY_MS, 25 * HOUR_MS).freshness).toBe("hidden");
  expect(inEuros(0, 25 * HOUR_MS).freshness).toBe("hidden");
});

it("launches only the tiers of a provider that its adapter rents", () => {
  const at = (tier: string) => isLaunchable(makeOffer({ providerId: "hotaisle", tier }));
  expect(at("vm")).toBe(true);
  expect(at("bare-metal")).toBe(false);
  expect(isLaunchable(makeOffer({ providerId: "verda", tier: null }))).toBe(true);
});

it("tells the day of the table where no API tells a price, and of the rate where one was needed", () => {
  const crusoe = makeOffer({ providerId: "crusoe" });
  expect(toOfferView(crusoe).listedOn).toBe("2026-08-22");
  expect(toLivePrice(crusoe).listedOn).toBe("2026-08-22");
  expect(toOfferView(makeOffer())).not.toHaveProperty("listedOn");
  expect(toOfferView(inEuros(0)).rateDay).toBe("2026-11-22");
  expect(toOfferView(makeOffer())).not.toHaveProperty("rateDay");
});
