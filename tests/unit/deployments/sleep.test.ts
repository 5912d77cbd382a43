import { expect, it } from "vitest";
import { isSleepWished } from "@/lib/deployments/sleep";

const asleep = {
  desired: "stopped",
  stopMode: "hibernate",
  status: "stopped",
  statusReason: "hibernated",
  desiredGeneration: 2,
  settledGeneration: 2,
};

it("is wished while it is on its way and once it is so", () => {
  expect(isSleepWished(asleep)).toBe(true);
  const onItsWay = { ...asleep, status: "stopping", statusReason: null, settledGeneration: 1 };
  expect(isSleepWished(onItsWay)).toBe(true);
  expect(isSleepWished({ ...onItsWay, status: "stopped" })).toBe(true);
});

it("may be asked for again by a machine that was stopped and would not sleep", () => {
  expect(isSleepWished({ ...asleep, statusReason: null })).toBe(false);
});

it("is not what a machine that is merely stopped or runs was asked for", () => {
  expect(isSleepWished({ ...asleep, stopMode: "stop" })).toBe(false);
  expect(isSleepWished({ ...asleep, desired: "running" })).toBe(false);
});
