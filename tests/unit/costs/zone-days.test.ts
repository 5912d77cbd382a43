import { describe, expect, it } from "vitest";
import { dayIn, lastDaysIn, restOfMonth, startOfDayIn } from "@/lib/costs/zone-days";
import { addDays } from "@/lib/history/days";

const HOUR_MS = 3_600_000;

function hoursOf(day: string, zone: string): number {
  const end = startOfDayIn(addDays(day, 1), zone).getTime();
  return (end - startOfDayIn(day, zone).getTime()) / HOUR_MS;
}

describe("days in a time zone", () => {
  it.each([
    ["UTC", "2026-11-26T00:00:00.000Z"],
    ["Asia/Shanghai", "2026-11-25T16:00:00.000Z"],
    ["America/New_York", "2026-11-26T05:00:00.000Z"],
    ["Asia/Kathmandu", "2026-11-25T18:15:00.000Z"],
    ["Pacific/Kiritimati", "2026-11-25T10:00:00.000Z"],
    ["Pacific/Pago_Pago", "2026-11-26T11:00:00.000Z"],
  ])("begin at midnight in %s", (zone, begin) => {
    const from = startOfDayIn("2026-11-26", zone);
    expect(from.toISOString()).toBe(begin);
    expect(dayIn(from, zone)).toBe("2026-11-26");
    expect(dayIn(new Date(from.getTime() - 1), zone)).toBe("2026-11-25");
  });

  it.each([
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Asia/Shanghai", "2026-03-29", 24],
    ["Pacific/Apia", "2011-12-30", 0],
  ])("in %s on %s have %d hours", (zone, day, hours) => {
    expect(hoursOf(day, zone)).toBe(hours);
  });

  it("begin at one o'clock where midnight itself is left out", () => {
    expect(startOfDayIn("2026-04-24", "Africa/Cairo").toISOString()).toBe(
      "2026-04-23T22:00:00.000Z",
    );
    expect(hoursOf("2026-04-24", "Africa/Cairo")).toBe(23);
  });

  it("leave the rest of today and of the month, in a month that gains an hour too", () => {
    expect(restOfMonth(new Date("2026-10-20T20:00:00Z"), "Europe/Berlin")).toEqual({
      restOfTodayMs: 2 * HOUR_MS,
      restAfterTodayMs: (11 * 24 + 1) * HOUR_MS,
    });
  });

  it("follow each other without gap up to today", () => {
    const now = new Date("2026-11-26T17:30:00Z");
    const days = lastDaysIn(now, "Asia/Shanghai", 31);
    expect(days).toHaveLength(31);
    expect(days[0]?.day).toBe("2026-10-28");
    expect(days.at(-1)).toEqual({
      day: "2026-11-27",
      from: new Date("2026-11-26T16:00:00Z"),
    });
  });
});
