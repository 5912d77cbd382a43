import { expect, it } from "vitest";
import { freshnessOf, shownSince } from "@/lib/prices/freshness";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const now = new Date("2026-11-22T12:00:00Z");
const seen = (agoMs: number) =>
  freshnessOf({
    observedAt: new Date(now.getTime() - agoMs),
    refreshEveryMs: 10 * MINUTE_MS,
    now,
  });

it.each([
  ["just now", 0, "fresh"],
  ["on a clock that runs ahead", -HOUR_MS, "fresh"],
  ["two hours and its schedule ago", 2 * HOUR_MS + 10 * MINUTE_MS, "fresh"],
  ["a moment longer", 2 * HOUR_MS + 10 * MINUTE_MS + 1, "stale"],
  ["twelve hours ago", 12 * HOUR_MS, "stale"],
  ["more than twelve hours ago", 12 * HOUR_MS + 1, "old"],
  ["a day ago", 24 * HOUR_MS, "old"],
  ["more than a day ago", 24 * HOUR_MS + 1, "hidden"],
] as const)("a price seen %s is as fresh as its age", (_when, agoMs, freshness) => {
  expect(seen(agoMs)).toBe(freshness);
});

it("shows what was seen up to a day ago", () => {
  expect(shownSince(now)).toEqual(new Date("2026-11-21T12:00:00Z"));
});
