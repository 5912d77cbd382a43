import { expect, it } from "vitest";
import { chartPoints, historyRows, rowsInRange } from "@/components/prices/gpu/history-points";

const until = "2026-11-22T12:00:00.000Z";
const none = { days: [], prices: [] };
const at = (providerId: string, time: string, pricePerGpuHour: string | null) => ({
  providerId,
  at: time,
  pricePerGpuHour,
});

it("puts weekly lows before live moves and says which is which", () => {
  const rows = historyRows({
    lowest: { days: ["2026-08-03", "2026-08-10"], prices: ["2.5", "2.4"] },
    lowestSpot: { days: ["2026-08-10"], prices: ["1.1"] },
    live: [at("runpod", "2026-11-21T00:00:00.000Z", "2.69")],
    liveSpot: [],
  });
  expect(rows).toEqual([
    { at: "2026-08-03", kind: "reference", demand: "2.5", spot: null },
    { at: "2026-08-10", kind: "reference", demand: "2.4", spot: "1.1" },
    { at: "2026-11-21T00:00:00.000Z", kind: "live", demand: "2.69", spot: null },
  ]);
});

it("follows the lowest over all providers, also when the cheapest sells out", () => {
  const rows = historyRows({
    lowest: none,
    lowestSpot: none,
    live: [
      at("lambda", "2026-11-20T00:00:00.000Z", "3"),
      at("runpod", "2026-11-21T00:00:00.000Z", "2"),
      at("runpod", "2026-11-22T00:00:00.000Z", null),
    ],
    liveSpot: [],
  });
  expect(rows.map((row) => row.demand)).toEqual(["3", "2", "3"]);
});

it("draws no line through weeks nobody saw and lets a live price last until now", () => {
  const rows = historyRows({
    lowest: { days: ["2026-01-05", "2026-08-10"], prices: ["4", "2.4"] },
    lowestSpot: none,
    live: [at("runpod", "2026-11-21T00:00:00.000Z", "2.69")],
    liveSpot: [],
  });
  const points = chartPoints(rows, until);
  expect(points.map((point) => point.demand)).toEqual([4, null, 2.4, null, 2.69, 2.69]);
  expect(points.at(-1)?.atMs).toBe(Date.parse(until));
});

it("shows nothing for a range without a price", () => {
  const rows = historyRows({
    lowest: { days: ["2026-01-05"], prices: ["4"] },
    lowestSpot: none,
    live: [],
    liveSpot: [],
  });
  expect(rowsInRange(rows, "30d", until)).toEqual([]);
  expect(rowsInRange(rows, "1y", until)).toHaveLength(1);
});
