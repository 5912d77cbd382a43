import { expect, test } from "vitest";
import { timelineOf } from "@/components/deployments/timeline-entries";
import type { HistoryView } from "@/lib/deployments/types";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
const event = (minute: number) => ({
  id: `evt_${minute}`,
  type: "deployment.failed",
  isMailed: false,
  reason: null,
  at: at(minute),
});
const interval = (minute: number) => ({
  status: "running",
  cause: "provider",
  fromAt: at(minute),
  toAt: null,
});
const part = (view: Partial<HistoryView>): HistoryView => ({
  events: [],
  intervals: [],
  operations: [],
  wholeAfter: null,
  ...view,
});

test("what is older than the cut of another kind waits for the next part, and comes once", () => {
  const newest = part({
    events: [event(9), event(8)],
    intervals: [interval(7), interval(1)],
    wholeAfter: at(8),
  });
  expect(timelineOf([newest]).map((entry) => entry.at)).toEqual([at(9)]);
  const older = part({ events: [event(8), event(2)], intervals: [interval(7), interval(1)] });
  const all = timelineOf([newest, older]).map((entry) => entry.at);
  expect(all).toEqual([9, 8, 7, 2, 1].map(at));
});
