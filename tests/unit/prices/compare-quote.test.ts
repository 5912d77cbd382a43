import { describe, expect, it } from "vitest";
import { compareQuote, pricePerHourFor } from "@/lib/prices/compare-quote";
import { toOfferView } from "@/lib/prices/live-offers";
import { makeOffer } from "./live-offer";

const offer = (changes: Parameters<typeof makeOffer>[0] = {}) => toOfferView(makeOffer(changes));
const fixedEight = { gpuCount: 8, maxGpuCount: 8, pricePerHourMicros: 24_000_000n };

describe("the price for a number of GPUs", () => {
  it("grows with the count where the offer is per GPU", () => {
    expect(pricePerHourFor(offer(), 4)).toBe(12_000_000n);
    expect(pricePerHourFor(offer(fixedEight), 8)).toBe(24_000_000n);
  });

  it.each([0, 9, 1.5, -1, Number.NaN])("is none for a count of %s", (count) => {
    expect(pricePerHourFor(offer(), count)).toBeNull();
  });

  it("is none for part of a machine that is sold whole", () => {
    expect(pricePerHourFor(offer(fixedEight), 4)).toBeNull();
  });
});

describe("a quote compared with the offer as it stands", () => {
  const quote = { pricePerHour: "6", gpuCount: 2 };

  it("is the same, cheaper or dearer, to the micro-dollar", () => {
    expect(compareQuote(quote, offer())).toBe("same");
    expect(compareQuote(quote, offer({ pricePerHourMicros: 2_999_999n }))).toBe("cheaper");
    expect(compareQuote(quote, offer({ pricePerHourMicros: 3_000_001n }))).toBe("dearer");
  });

  it("is gone when the offer is off the list, sold out, too old or sold otherwise", () => {
    expect(compareQuote(quote, null)).toBe("gone");
    expect(compareQuote(quote, offer({ isVanished: true }))).toBe("gone");
    expect(compareQuote(quote, offer({ availability: "unavailable" }))).toBe("gone");
    expect(compareQuote(quote, offer({ agoMs: 25 * 3_600_000 }))).toBe("gone");
    expect(compareQuote(quote, offer(fixedEight))).toBe("gone");
    expect(compareQuote({ ...quote, pricePerHour: "six" }, offer())).toBe("gone");
  });
});
