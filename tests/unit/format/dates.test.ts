import { expect, it } from "vitest";
import {
  formatBareTime,
  formatDay,
  formatInstant,
  formatShortInstant,
  formatTime,
  formatWholeInstant,
} from "@/lib/format/dates";

const lateEvening = "2026-09-07T23:05:59Z";

it("writes a day in the reader's language and in UTC wherever the reader is", () => {
  expect(formatDay(lateEvening, "en")).toBe("7 Sep 2026");
  expect(formatDay(lateEvening, "zh")).toBe("2026年9月7日");
  expect(formatDay("2026-08-21", "en")).toBe("21 Aug 2026");
});

it("writes an instant with its time zone", () => {
  expect(formatInstant(lateEvening, "en")).toBe("7 Sep 2026 23:05 UTC");
  expect(formatShortInstant(lateEvening, "zh")).toBe("9月7日 23:05 UTC");
});

it("writes midnight as 00:00", () => {
  expect(formatTime("2026-09-07T00:00:00Z", "en")).toBe("00:00 UTC");
  expect(formatBareTime("2026-09-07T00:00:00Z", "zh")).toBe("00:00");
});

it("writes the same moment in another zone, and says which", () => {
  expect(formatInstant(lateEvening, "en", { zone: "Asia/Shanghai" })).toBe(
    "8 Sep 2026 07:05 GMT+8",
  );
  expect(formatDay(lateEvening, "zh", "America/New_York")).toBe("2026年9月7日");
  expect(formatWholeInstant(lateEvening, "en", { zone: "Asia/Kolkata" })).toBe(
    "8 Sep 2026 04:35:59 GMT+5:30",
  );
});

it("writes times on a dial of twelve hours for those who read them so", () => {
  const clock = { cycle: "h12" } as const;
  expect(formatTime("2026-09-07T14:05:00Z", "en", clock)).toBe("2:05 PM UTC");
  expect(formatTime("2026-09-07T00:05:00Z", "en", clock)).toBe("12:05 AM UTC");
  expect(formatTime("2026-09-07T12:00:00Z", "en", clock)).toBe("12:00 PM UTC");
  expect(formatWholeInstant(lateEvening, "zh", clock)).toBe("2026年9月7日 下午11:05:59 UTC");
  expect(formatShortInstant(lateEvening, "en", { ...clock, zone: "Asia/Shanghai" })).toBe(
    "8 Sep 7:05 AM GMT+8",
  );
});
