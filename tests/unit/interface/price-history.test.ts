import { expect, it } from "vitest";
import { chartPoints, firstRange, historyRows } from "@/components/prices/gpu/history-points";
import type { PriceCourse, PriceHistory } from "@/lib/history/types";

const until = "2026-11-22T12:00:00.000Z";
const none = {
  weekly: { days: [], prices: [] },
  daily: { days: [], lows: [], highs: [], typicals: [] },
  recent: [],
};
const history = (
  onDemand: Partial<PriceCourse>,
  spot: Partial<PriceCourse> = {},
): PriceHistory => ({
  onDemand: { ...none, ...onDemand },
  spot: { ...none, ...spot },
});
const daily = (days: string[], price: string) => ({
  days,
  lows: days.map(() => "1"),
  highs: days.map(() => "9"),
  typicals: days.map(() => price),
});

it("puts weekly lows before days, each with both pricing models", () => {
  const rows = historyRows(
    history(
      {
        weekly: { days: ["2026-08-03", "2026-08-10"], prices: ["2.5", "2.4"] },
        daily: daily(["2026-11-21"], "2.69"),
      },
      { weekly: { days: ["2026-08-10"], prices: ["1.1"] } },
    ),
    "1y",
    until,
  );
  expect(rows).toEqual([
    { at: "2026-08-03", kind: "week", demand: { price: "2.5" }, spot: null },
    { at: "2026-08-10", kind: "week", demand: { price: "2.4" }, spot: { price: "1.1" } },
    { at: "2026-11-21", kind: "day", demand: { price: "2.69", span: ["1", "9"] }, spot: null },
  ]);
});

it("begins a day of moves with the price as it stood a day ago", () => {
  const rows = historyRows(
    history({
      recent: [
        { at: "2026-11-16T12:00:00.000Z", pricePerGpuHour: "3" },
        { at: "2026-11-22T01:00:00.000Z", pricePerGpuHour: null },
        { at: "2026-11-22T02:00:00.000Z", pricePerGpuHour: "2" },
      ],
    }),
    "24h",
    until,
  );
  expect(rows.map(({ at, demand }) => [at.slice(5, 13), demand?.price ?? null])).toEqual([
    ["11-21T12", "3"],
    ["11-22T01", null],
    ["11-22T02", "2"],
  ]);
});

it("draws no line through weeks or days nobody saw and lets the last price go on until now", () => {
  const rows = historyRows(
    history({
      weekly: { days: ["2026-01-05", "2026-08-10"], prices: ["4", "2.4"] },
      daily: daily(["2026-11-19", "2026-11-21", "2026-11-22"], "2.69"),
    }),
    "all",
    until,
  );
  const points = chartPoints(rows, until);
  expect(points.map(({ demand }) => demand)).toEqual([
    4,
    null,
    2.4,
    null,
    2.69,
    null,
    2.69,
    2.69,
    2.69,
  ]);
  expect(points.at(-1)?.atMs).toBe(Date.parse(until));
});

it("ends the line with the day where nobody has sold since", () => {
  const points = chartPoints(
    historyRows(history({ daily: daily(["2026-11-10"], "2") }), "30d", until),
    until,
  );
  expect(points.at(-1)?.atMs).toBe(Date.parse("2026-11-11T00:00:00.000Z"));
});

it("begins with the shortest range that shows a course", () => {
  const days = Array.from({ length: 9 }, (_, index) => `2026-11-${10 + index}`);
  expect(firstRange(history({ daily: daily(days, "2") }), until)).toBe("30d");
  expect(firstRange(history({ daily: daily(days.slice(0, 3), "2") }), until)).toBe("all");
});
