import { judgeDay } from "@/lib/costs/anomaly";
import { forecastMonth, wholeDaysOf } from "@/lib/costs/forecast";
import { costOf, type Stretch } from "@/lib/costs/meter";
import { DAY_MS, dayOf, startOfDay } from "@/lib/history/days";
import type { Micros } from "@/lib/money";
import { dearDays, STORY_DAYS } from "../demo/story";

const HALF_DAY_MS = DAY_MS / 2;

/**
 * How well the notice of dear days and the forecast of the month do on a month played by the demo:
 * each day is judged, and the month foretold at each noon, by what was known then alone. Pure.
 */
export function reportOf(played: readonly Stretch[]): string[] {
  const firstMs = startOfDay(dayOf(played[0]?.fromAt ?? new Date(0))).getTime();
  const days = Array.from({ length: STORY_DAYS }, (_, index) =>
    costBetween(played, firstMs + index * DAY_MS, firstMs + (index + 1) * DAY_MS),
  );
  return [...judgeNotice(days), ...judgeForecast(played, { days, firstMs })];
}

function judgeNotice(days: readonly Micros[]): string[] {
  const alarmed = days.flatMap((spent, index) =>
    judgeDay(spent, wholeDaysOf(days.slice(0, index))) ? [index + 1] : [],
  );
  const found = dearDays.filter((day) => alarmed.includes(day));
  const missed = dearDays.filter((day) => !alarmed.includes(day));
  const falsely = alarmed.filter((day) => !dearDays.includes(day));
  const quiet = STORY_DAYS - dearDays.length;
  return [
    `Notice of dear days: ${found.length} of ${dearDays.length} planted days found${listed("missed", missed)}`,
    `  ${falsely.length} of ${quiet} quiet days alarmed falsely${listed("days", falsely)}`,
  ];
}

const listed = (word: string, days: readonly number[]) =>
  days.length === 0 ? "" : ` (${word} ${days.join(", ")})`;

function judgeForecast(
  played: readonly Stretch[],
  { days, firstMs }: { readonly days: readonly Micros[]; readonly firstMs: number },
): string[] {
  const total = Number(days.reduce((sum, micros) => sum + micros, 0n));
  const errors = days.map((_, index) => {
    const noonMs = firstMs + index * DAY_MS + HALF_DAY_MS;
    const foretold = forecastMonth({
      spent: costBetween(played, firstMs, noonMs),
      perHour: rateAt(played, noonMs),
      wholeDays: wholeDaysOf(days.slice(0, index)),
      restOfTodayMs: HALF_DAY_MS,
      restAfterTodayMs: (STORY_DAYS - 1 - index) * DAY_MS,
    });
    return Math.abs(Number(foretold) - total) / total;
  });
  const mean = (from: number, to: number) =>
    errors.slice(from - 1, to).reduce((sum, error) => sum + error, 0) / (to - from + 1);
  const spans = [
    [8, 15],
    [16, 23],
    [24, 30],
  ] as const;
  const written = spans.map(
    ([from, to]) => `days ${from} to ${to} ${(mean(from, to) * 100).toFixed(1)} %`,
  );
  return [`Forecast of the month, mean error: ${written.join(", ")}`];
}

function costBetween(played: readonly Stretch[], fromMs: number, untilMs: number): Micros {
  const within = played.flatMap(({ ratePerHourMicros, fromAt, toAt }) => {
    const from = Math.max(fromAt.getTime(), fromMs);
    const to = Math.min(toAt?.getTime() ?? untilMs, untilMs);
    return to > from ? [{ ratePerHourMicros, fromAt: new Date(from), toAt: new Date(to) }] : [];
  });
  return costOf(within, new Date(untilMs));
}

function rateAt(played: readonly Stretch[], atMs: number): Micros {
  return played
    .filter(({ fromAt, toAt }) => fromAt.getTime() <= atMs && (toAt?.getTime() ?? Infinity) > atMs)
    .reduce((sum, { ratePerHourMicros }) => sum + ratePerHourMicros, 0n);
}
