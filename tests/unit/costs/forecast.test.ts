import { expect, it } from "vitest";
import { forecastMonth } from "@/lib/costs/forecast";
import { costOfDuration } from "@/lib/money";

const HOUR_MS = 3_600_000;
const DAYS = 30;

/** A month of a team: two machines all day, more on work days, a training of three days. */
function rateAt(hour: number): bigint {
  const day = Math.floor(hour / 24);
  const isWorkDay = day % 7 < 5;
  const isWorkTime = isWorkDay && hour % 24 >= 8 && hour % 24 < 18;
  const isTraining = day >= 12 && day < 15;
  return 4_580_000n + (isWorkTime ? 9_870_000n : 0n) + (isTraining ? 13_160_000n : 0n);
}

const hours = Array.from({ length: DAYS * 24 }, (_, hour) => rateAt(hour));
const sum = (rates: readonly bigint[]) => rates.reduce((all, rate) => all + rate, 0n);

function forecastAt(hour: number): bigint {
  const today = Math.floor(hour / 24);
  const wholeDays = Array.from({ length: today }, (_, day) =>
    sum(hours.slice(day * 24, day * 24 + 24)),
  );
  return forecastMonth({
    spent: sum(hours.slice(0, hour)),
    perHour: hours[hour] ?? 0n,
    wholeDays,
    restOfTodayMs: (24 - (hour % 24)) * HOUR_MS,
    restAfterTodayMs: (DAYS - 1 - today) * 24 * HOUR_MS,
  });
}

it("comes within a quarter of a month with a burst once a week has passed, nearer to its end", () => {
  const total = Number(sum(hours));
  const errors = Array.from({ length: DAYS }, (_, day) => {
    const error = Math.abs(Number(forecastAt(day * 24 + 12)) - total) / total;
    return { day: day + 1, error };
  });
  const mean = (from: number, to: number) =>
    errors.slice(from, to).reduce((all, { error }) => all + error, 0) / (to - from);
  const parts = { "days 8 to 15": mean(7, 15), "16 to 23": mean(15, 23), "24 to 30": mean(23, 30) };
  const written = Object.entries(parts).map(
    ([name, error]) => `${name} ${(error * 100).toFixed(1)} %`,
  );
  process.stdout.write(`Forecast of the month, mean error: ${written.join(", ")}\n`);
  expect(parts["days 8 to 15"]).toBeLessThan(0.25);
  expect(parts["16 to 23"]).toBeLessThan(0.15);
  expect(parts["24 to 30"]).toBeLessThan(0.05);
});

it("is the bill itself at the month's end, and goes on as now before there is a whole day", () => {
  const end = { spent: 7n, perHour: 1n, wholeDays: [5n], restOfTodayMs: 0, restAfterTodayMs: 0 };
  expect(forecastMonth(end)).toBe(7n);
  const rest = { restOfTodayMs: HOUR_MS, restAfterTodayMs: 48 * HOUR_MS };
  const begin = { spent: 0n, perHour: 2_000_000n, wholeDays: [], ...rest };
  expect(forecastMonth(begin)).toBe(costOfDuration(2_000_000n, 49 * HOUR_MS));
});
