import { describe, expect, it } from "vitest";
import { convertMicros, perDollar } from "@/lib/rates/convert";
import { areRatesGood, expectedDay, isRateTooOld } from "@/lib/rates/policy";

const at = (instant: string) => new Date(instant);

describe("rates of a day", () => {
  it("are good for four days, and not on the fifth", () => {
    expect(areRatesGood("2026-10-02", at("2026-10-06T23:59:00Z"))).toBe(true);
    expect(areRatesGood("2026-10-02", at("2026-10-07T00:00:00Z"))).toBe(false);
  });

  it("hold a price in another currency back once they are older", () => {
    const now = at("2026-10-07T00:00:00Z");
    const rateDay = at("2026-10-02T00:00:00Z");
    expect(isRateTooOld({ currency: "EUR", rateDay }, now)).toBe(true);
    expect(isRateTooOld({ currency: "EUR", rateDay: at("2026-10-03T00:00:00Z") }, now)).toBe(false);
    expect(isRateTooOld({ currency: "EUR", rateDay: null }, now)).toBe(true);
    expect(isRateTooOld({ currency: "USD", rateDay: null }, now)).toBe(false);
  });
});

describe("the rates that should be out", () => {
  it.each([
    ["on a working day before they come", "2026-10-07T13:59:00Z", "2026-10-06"],
    ["on a working day after that", "2026-10-07T14:00:00Z", "2026-10-07"],
    ["on a Saturday", "2026-10-10T20:00:00Z", "2026-10-09"],
    ["on a Sunday", "2026-10-11T20:00:00Z", "2026-10-09"],
    ["on a Monday morning", "2026-10-12T08:00:00Z", "2026-10-09"],
  ])("%s", (_when, instant, day) => {
    expect(expectedDay(at(instant))).toBe(day);
  });
});

describe("a dollar in another currency", () => {
  const rates = { day: "2026-10-06", perEuro: { USD: "1.1269", CNY: "7.5554" } };

  it("is told to the billionth", () => {
    expect(perDollar("EUR", rates)).toBe("0.887390185");
    expect(perDollar("CNY", rates)).toBe("6.704587807");
    expect(perDollar("USD", rates)).toBe("1.000000000");
    expect(perDollar("GBP", rates)).toBeNull();
  });

  it("is the same money as the way back", () => {
    const euros = convertMicros(2_500_000n, { from: "USD", to: "EUR", rates });
    expect(euros).toBe(2_218_475n);
    expect(convertMicros(euros ?? 0n, { from: "EUR", to: "USD", rates })).toBe(2_499_999n);
  });
});
