import { describe, expect, it } from "vitest";
import { judgeDay, mostGrown } from "@/lib/costs/anomaly";

const usd = (dollars: number) => BigInt(Math.round(dollars * 1_000_000));
const days = (...dollars: number[]) => dollars.map(usd);
const week = days(30, 34, 29, 31, 33, 12, 11);

describe("a day is judged by the days before it", () => {
  it("alarms at one that costs clearly more, and says what is usual", () => {
    expect(judgeDay(usd(120), week)).toEqual({ spent: usd(120), usual: usd(30) });
  });

  it.each([
    ["like the others", usd(34), week],
    ["that costs less", usd(2), week],
    ["dearer by cents", usd(0.9), days(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)],
    ["in a team that spends unevenly", usd(80), days(5, 60, 10, 55, 20, 70, 40)],
    ["before a week has passed", usd(500), week.slice(1)],
  ])("stays quiet at one %s", (_, spent, before) => {
    expect(judgeDay(spent, before)).toBeNull();
  });

  it("does not get used to a burst: the day after one is judged by the weeks before", () => {
    expect(judgeDay(usd(150), [...week, ...week, usd(150)])).not.toBeNull();
    expect(judgeDay(usd(31), [...week, ...week, usd(150)])).toBeNull();
  });

  it("forgets what is older than four weeks", () => {
    const dear = Array.from({ length: 40 }, () => usd(200));
    const cheap = Array.from({ length: 28 }, () => usd(20));
    expect(judgeDay(usd(100), [...dear, ...cheap])).toEqual({ spent: usd(100), usual: usd(20) });
  });
});

describe("what made it", () => {
  it("is the part that grew most over its own usual day, not the dearest one", () => {
    const parts = [
      { id: "serving", spent: usd(40), before: days(40, 40, 40, 40, 40, 40, 40) },
      { id: "training", spent: usd(35), before: [] },
      { id: "sweep", spent: usd(20), before: days(18) },
    ];
    expect(mostGrown(parts, 7)).toEqual({ id: "training", micros: usd(35) });
  });

  it("is nothing where nothing grew", () => {
    expect(mostGrown([{ id: "one", spent: 0n, before: days(1) }], 1)).toBeNull();
  });
});
