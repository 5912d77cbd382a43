import { expect, it } from "vitest";
import { runningDiskPerHour, stoppedPerHour, usageRate } from "@/lib/deployments/usage-rate";

const facts = { ratePerHourMicros: 3_000_000n, stoppedPerHourMicros: 11_000n, endedAt: null };

it("counts a starting machine from when its provider does", () => {
  expect(usageRate("provisioning", facts, { billingStarts: "created" })).toBe(3_000_000n);
  expect(usageRate("provisioning", facts, { billingStarts: "running" })).toBe(0n);
  const withDisk = { billingStarts: "running", startingBilling: "disk" } as const;
  expect(usageRate("provisioning", facts, withDisk)).toBe(11_000n);
});

it("counts what a stopped machine still costs, and nothing once none exists", () => {
  const starts = { billingStarts: "created" } as const;
  expect(usageRate("stopped", facts, starts)).toBe(11_000n);
  expect(usageRate("stopping", facts, starts)).toBe(3_000_000n);
  for (const status of ["requested", "terminated", "lost"] as const) {
    expect(usageRate(status, facts, starts)).toBeNull();
  }
});

it("goes on counting a failed machine that still stands, and one that is being ended", () => {
  const starts = { billingStarts: "created" } as const;
  expect(usageRate("failed", facts, starts)).toBe("as-before");
  expect(usageRate("terminating", facts, starts)).toBe("as-before");
  expect(usageRate("failed", { ...facts, endedAt: new Date() }, starts)).toBeNull();
});

it("reads what a provider charges while stopped", () => {
  const price = { stoppedDiskMicrosPerGbMonth: 200_000n };
  const machine = { diskGb: 73, runningPerHourMicros: 3_000_000n };
  expect(stoppedPerHour({ ...price, stoppedBilling: "nothing" }, machine)).toBe(0n);
  expect(stoppedPerHour({ ...price, stoppedBilling: "disk" }, machine)).toBe(20_000n);
  expect(stoppedPerHour({ ...price, stoppedBilling: "full" }, machine)).toBe(3_000_000n);
  expect(runningDiskPerHour({ runningDiskMicrosPerGbMonth: 100_000n }, 73)).toBe(10_000n);
  expect(runningDiskPerHour({ runningDiskMicrosPerGbMonth: 100_000n }, null)).toBe(0n);
});
