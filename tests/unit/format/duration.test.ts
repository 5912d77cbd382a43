import { expect, it } from "vitest";
import { durationPart } from "@/lib/format/duration";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

it.each([
  [0, "seconds", 0],
  [59_999, "seconds", 59],
  [MINUTE_MS, "minutes", 1],
  [HOUR_MS - 1, "minutes", 59],
  [HOUR_MS, "hours", 1],
  [2 * DAY_MS - 1, "hours", 47],
  [2 * DAY_MS, "days", 2],
  [400 * DAY_MS, "days", 400],
] as const)("%d ms are said in %s: %d", (milliseconds, unit, value) => {
  expect(durationPart(milliseconds)).toEqual({ unit, value });
});

it("takes an instant of a clock that runs ahead as just now", () => {
  expect(durationPart(-5_000)).toEqual({ unit: "seconds", value: 0 });
});
