import { expect, it } from "vitest";
import { priceCalendar } from "@/lib/history/calendar";
import { addDays, daysBetween } from "@/lib/history/days";

const today = "2026-11-25";
const daily = (prices: readonly string[]) => {
  const days = daysBetween(addDays(today, 1 - prices.length), today);
  return { days, lows: prices, highs: prices, typicals: prices };
};

it("lays the last 13 weeks out from Monday to Sunday and ends with today", () => {
  const calendar = priceCalendar(daily(Array.from({ length: 120 }, () => "2")), today);
  expect(calendar).toHaveLength(13);
  expect(calendar?.[0]?.monday).toBe("2026-08-31");
  expect(calendar?.at(-1)).toMatchObject({ monday: "2026-11-23" });
  expect(calendar?.at(-1)?.days.map(({ day }) => day.slice(-2))).toEqual(["23", "24", "25"]);
  expect(calendar?.flatMap(({ days }) => days).every(({ low }) => low === "2")).toBe(true);
});

it("shades from the cheapest day to the dearest, and leaves unknown days empty", () => {
  const calendar = priceCalendar(daily(["1", "2", "3", "4", "5", "6", "11"]), today);
  const days = calendar?.flatMap((week) => week.days) ?? [];
  expect(days.slice(-7).map(({ level }) => level)).toEqual([0, 0, 1, 1, 2, 2, 4]);
  expect(days.at(0)).toMatchObject({ low: null, level: null });
});

it("has one shade while the price never moved", () => {
  const calendar = priceCalendar(daily(Array.from({ length: 7 }, () => "2")), today);
  expect(calendar?.at(-1)?.days.at(-1)?.level).toBe(2);
});

it("is not there before a week is known", () => {
  expect(priceCalendar(daily(["1", "2", "3", "4", "5", "6"]), today)).toBeNull();
});
