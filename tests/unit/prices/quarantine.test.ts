import { describe, expect, it } from "vitest";
import { readMarkets } from "@/lib/prices/market";
import { type Evidence, judge } from "@/lib/prices/quarantine";

const rates = { day: "2026-10-06", perEuro: { USD: "1.1269", INR: "108.6615" } };
const nothing: Evidence = { past: null, expected: null, kin: [], market: null };
const dollars = (amount: number) => BigInt(Math.round(amount * 1_000_000));
const micros = (amounts: readonly number[]) => amounts.map((amount) => amount * 1_000_000);
const market = readMarkets(
  [1.9, 2.1, 2.4, 2.9, 3.3].map((amount, at) => ({
    gpuModel: "h100-sxm",
    pricingModel: "on-demand",
    providerId: `p${at}`,
    micros: amount * 1_000_000,
  })),
)("h100-sxm", "on-demand");

function reason(amount: number, evidence: Partial<Evidence>, gpuCount = 1): string | null {
  const price = { perHourMicros: dollars(amount), gpuCount, isWhole: true };
  return judge(price, { ...nothing, ...evidence }, rates)?.reason ?? null;
}

describe("a price that is judged", () => {
  it("is held when it is zero, whatever else is known", () => {
    expect(reason(0, {})).toBe("zero");
    expect(reason(0, { past: dollars(2) })).toBe("zero");
  });

  it("is believed where nothing is known of its kind", () => {
    expect(reason(0.02, {})).toBeNull();
    expect(reason(98.32, {}, 8)).toBeNull();
  });

  it("is held beyond any card's price even where nothing is known", () => {
    expect(reason(199, {})).toBe("absurd");
  });

  it.each([
    ["ten times", 20, 1],
    ["cents for dollars", 200, 1],
    ["the total for each of eight", 16, 8],
    ["the price of one of two for both", 1, 2],
    ["euros for dollars", 2 / 1.1269, 1],
    ["dollars turned into dollars as if they were euros", 2 * 1.1269, 1],
    ["rupees for dollars", (2 * 108.6615) / 1.1269, 1],
  ])("is held as sudden after %s", (_what, amount, gpuCount) => {
    expect(reason(amount, { past: dollars(2) }, gpuCount)).toBe("sudden");
  });

  it.each([1.2, 1.9, 2.1, 2.9, 4.4])("is believed at %d after 2, as prices do move", (amount) => {
    expect(reason(amount, { past: dollars(2) })).toBeNull();
  });

  it("is believed by its own past alone, however far from the market", () => {
    expect(reason(0.0218, { past: dollars(0.0218), market })).toBeNull();
  });

  it("is held when the provider's list is even and it alone is off", () => {
    const expected = { micros: 4_900_000, isEven: true };
    expect(reason(4.9 / 1.1269, { expected })).toBe("uneven");
    expect(reason(49, { expected, market })).toBe("uneven");
    expect(reason(4.95, { expected })).toBeNull();
  });

  it("is not suspected of a wrong currency in a list that is not even", () => {
    const expected = { micros: 4_900_000, isEven: false };
    expect(reason(4.9 / 1.1269, { expected })).toBeNull();
    expect(reason(49, { expected })).toBe("uneven");
  });

  it("is compared per card with the provider's other machines of the model", () => {
    expect(reason(16, { kin: micros([2, 2, 2.1]) }, 8)).toBeNull();
    expect(reason(128, { kin: micros([2, 2, 2.1]) }, 8)).toBe("uneven");
    expect(reason(2 / 1.1269, { kin: micros([2, 2, 2]) })).toBe("uneven");
    expect(reason(3.1, { kin: micros([2, 2, 2]) })).toBeNull();
  });

  it("is held as absurd far from the market, with more room on the cheap side", () => {
    expect(reason(24, { market })).toBe("absurd");
    expect(reason(0.2, { market })).toBe("absurd");
    expect(reason(0.45, { market })).toBeNull();
    expect(reason(7, { market })).toBeNull();
  });

  it("is never compared with whole cards when it is that of a slice", () => {
    const price = { perHourMicros: dollars(0.1), gpuCount: 1, isWhole: false };
    expect(judge(price, { ...nothing, market }, rates)).toBeNull();
  });
});

describe("the market of a model", () => {
  const one = (gpuModel: string, providerId: string, amount: number) => ({
    gpuModel,
    pricingModel: "on-demand",
    providerId,
    micros: amount * 1_000_000,
  });

  it("hears each provider once, however many rows it has", () => {
    const find = readMarkets([one("l4", "a", 1), one("l4", "b", 2), one("l4", "c", 4)]);
    expect(Math.exp(find("l4", "on-demand")?.middle ?? 0)).toBeCloseTo(2_000_000, 0);
  });

  it("is that of the family where hardly anybody sells the very model", () => {
    const rows = ["a", "b", "c"].map((id) => one("h100-sxm", id, 2));
    const find = readMarkets([...rows, one("h100-nvl", "a", 9)]);
    expect(Math.exp(find("h100-nvl", "on-demand")?.middle ?? 0)).toBeLessThan(3_000_000);
  });

  it("on demand stands in for spot, with room below", () => {
    const find = readMarkets(["a", "b", "c"].map((id) => one("l40s", id, 1)));
    expect(find("l40s", "spot")).toMatchObject({ slack: Math.log(3) });
    expect(find("b200", "spot")).toBeNull();
    expect(find(null, "spot")).toBeNull();
  });
});

it("an ordinary cut by the size of an exchange rate is believed where the currency is the same", () => {
  const cut = { perHourMicros: 2_000_000n, gpuCount: 1, isWhole: true };
  const dollars = { day: "2026-10-06", perEuro: { USD: "1.125" } };
  const before = { ...nothing, past: 2_250_000n };
  expect(judge(cut, { ...before, isSameCurrency: true }, dollars)).toBeNull();
  expect(judge(cut, { ...before, isSameCurrency: false }, dollars)).toEqual({ reason: "sudden" });
});
