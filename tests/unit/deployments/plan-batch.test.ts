import { expect, test } from "vitest";
import { planBatch } from "@/components/deployments/batch/plan";
import type { DeploymentView } from "@/lib/deployments/types";

type Planned = Parameters<typeof planBatch>[1][number];

const can = {
  stop: true,
  hibernate: false,
  start: false,
  restart: true,
  terminate: true,
  extend: true,
};
const cost: DeploymentView["cost"] = {
  quotedPerHour: "2",
  runningPerHour: "2",
  stoppedPerHour: "0.25",
  stoppedBilling: "disk",
  nowPerHour: "2",
  soFar: "10",
  isBilled: false,
  isUnknown: false,
  sleepPriceUntoldSince: null,
  ceilingPerHour: null,
  receipt: null,
};
const running: Planned = {
  can,
  cost,
  status: "running",
  providerId: "runpod",
  volumeId: null,
  providerInstanceId: "ins",
};
const over: Planned = {
  ...running,
  status: "terminated",
  can: { ...can, stop: false, restart: false, terminate: false },
  cost: { ...cost, nowPerHour: "0" },
};

test("stopping two of three saves their rate but for what stopped machines cost", () => {
  const withVolume = { ...running, volumeId: "vol" };
  const plan = planBatch("stop", [running, over, withVolume]);
  expect(plan.able).toEqual([running, withVolume]);
  expect(plan.unable).toEqual([over]);
  expect([plan.beforePerHour, plan.afterPerHour]).toEqual([4_000_000n, 500_000n]);
  expect(plan.working).toHaveLength(2);
});

test("a stop that saves nothing at its provider is told as one", () => {
  const full = { ...running, cost: { ...cost, stoppedBilling: "full" as const } };
  const { beforePerHour, afterPerHour } = planBatch("stop", [full]);
  expect(afterPerHour).toBe(beforePerHour);
});

test("starting adds the running rate to what is paid while stopped", () => {
  const stopped: Planned = {
    ...running,
    status: "stopped",
    can: { ...can, start: true },
    cost: { ...cost, nowPerHour: "0.25" },
  };
  const plan = planBatch("start", [stopped]);
  expect([plan.beforePerHour, plan.afterPerHour]).toEqual([250_000n, 2_000_000n]);
  expect(plan.losing).toEqual([]);
  expect(plan.working).toEqual([]);
});

test("terminating loses the disk of every machine that was made, and of no other", () => {
  const unmade: Planned = { ...running, status: "requested", providerInstanceId: null };
  const plan = planBatch("terminate", [running, unmade]);
  expect(plan.losing).toEqual([running]);
  expect(plan.afterPerHour).toBe(0n);
});

test("a stop clears the local disks of a provider that erases them, and nothing else does", () => {
  const fast = { ...running, providerId: "crusoe" };
  expect(planBatch("stop", [running, fast]).clearing).toEqual([fast]);
  expect(planBatch("stop", [fast]).losing).toEqual([]);
  expect(planBatch("restart", [fast]).clearing).toEqual([]);
});
