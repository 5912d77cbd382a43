import { expect, it } from "vitest";
import { spansAt } from "@/lib/overview/spans";

const iso = (at: Date) => at.toISOString();

it("cuts days, the week from Monday and the month in UTC, none of them beyond now", () => {
  const now = new Date("2026-11-26T17:30:00Z");
  const { today, week, month, days } = spansAt(now, "UTC");
  expect([today, week, month].map(({ from }) => iso(from))).toEqual([
    "2026-11-26T00:00:00.000Z",
    "2026-11-23T00:00:00.000Z",
    "2026-11-01T00:00:00.000Z",
  ]);
  for (const { to } of [today, week, month, ...days.slice(-1)]) expect(to).toEqual(now);
  expect(days).toHaveLength(29);
  expect(days.slice(-7).map(({ day }) => day)).toEqual([
    "2026-11-20",
    "2026-11-21",
    "2026-11-22",
    "2026-11-23",
    "2026-11-24",
    "2026-11-25",
    "2026-11-26",
  ]);
  expect(days[0]?.to).toEqual(days[1]?.from);
});

it("begins a new week on a Monday and a new year in January", () => {
  const { week, month, days } = spansAt(new Date("2026-01-05T00:00:00Z"), "UTC");
  expect(iso(week.from)).toBe("2026-01-05T00:00:00.000Z");
  expect(iso(month.from)).toBe("2026-01-01T00:00:00.000Z");
  expect(days.at(-7)?.day).toBe("2025-12-30");
});

it("cuts in the zone of the team, where days have 23 or 25 hours too", () => {
  const { today, month, days } = spansAt(new Date("2026-03-30T12:00:00Z"), "Europe/Berlin");
  expect(iso(today.from)).toBe("2026-03-29T22:00:00.000Z");
  expect(iso(days.at(-2)?.from ?? new Date(0))).toBe("2026-03-28T23:00:00.000Z");
  expect(iso(month.from)).toBe("2026-02-28T23:00:00.000Z");
});
