import { expect, test } from "vitest";
import { projectCost } from "@/components/deployments/projected-cost";
import type { DeploymentView } from "@/lib/deployments/types";

const now = new Date("2026-06-30T20:00:00Z");
const cost: DeploymentView["cost"] = {
  quotedPerHour: "2",
  runningPerHour: "2",
  stoppedPerHour: "0.1",
  stoppedBilling: "disk",
  nowPerHour: "2",
  soFar: "10",
  isBilled: false,
  isUnknown: false,
  sleepPriceUntoldSince: null,
  ceilingPerHour: null,
  receipt: null,
};
const lease = { endsAt: null, spend: null, act: "stop", endedAt: null } as const;
const soFar = 10_000_000n;

test("a machine that nothing ends is projected to the end of the month", () => {
  const projected = projectCost({ cost, lease: null, endedAt: null }, soFar, now);
  expect(projected).toEqual({ atLeaseEnd: null, atMonthEnd: 18_000_000n });
});

test("after a lease that stops it the disk goes on to the end of the month", () => {
  const ends = { ...lease, endsAt: "2026-06-30T21:00:00Z" };
  const projected = projectCost({ cost, lease: ends, endedAt: null }, soFar, now);
  expect(projected).toEqual({ atLeaseEnd: 12_000_000n, atMonthEnd: 12_300_000n });
});

test("a lease by spend ends at that spend, and one that terminates leaves nothing to pay", () => {
  const ends = { ...lease, act: "terminate", spend: "13" } as const;
  const projected = projectCost({ cost, lease: ends, endedAt: null }, soFar, now);
  expect(projected).toEqual({ atLeaseEnd: 13_000_000n, atMonthEnd: 13_000_000n });
});

test("a lease beyond the month counts in full for its own end", () => {
  const ends = { ...lease, endsAt: "2026-07-01T08:00:00Z" };
  const projected = projectCost({ cost, lease: ends, endedAt: null }, soFar, now);
  expect(projected).toEqual({ atLeaseEnd: 34_000_000n, atMonthEnd: 18_000_000n });
});

test("nothing is projected where nothing is charged", () => {
  const free = { ...cost, nowPerHour: "0" };
  expect(projectCost({ cost: free, lease: null, endedAt: null }, soFar, now)).toBeNull();
  expect(
    projectCost({ cost, lease: null, endedAt: "2026-06-01T00:00:00Z" }, soFar, now),
  ).toBeNull();
});
