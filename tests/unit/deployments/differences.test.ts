import { expect, it } from "vitest";
import { differencesOf, type Truth } from "@/lib/deployments/differences";

const now = new Date("2026-11-25T12:00:00Z");
const truth = (more: Partial<Truth>): Truth => ({
  desired: "running",
  status: "running",
  told: { status: "running", at: now },
  nowPerHourMicros: 2_000_000n,
  isDearer: false,
  isMoving: false,
  isOver: false,
  ...more,
});
const told = (status: string) => ({ status, at: now });

const cases: [string, Partial<Truth>, string[]][] = [
  ["all agree", {}, []],
  ["nobody asked yet", { told: null }, []],
  ["it stopped there", { told: told("stopped") }, ["wanted-running-told-stopped"]],
  ["it failed there", { told: told("failed") }, ["wanted-running-told-failed"]],
  [
    "it is gone there and still counted",
    { told: told("gone") },
    ["wanted-running-told-gone", "gone-yet-billed"],
  ],
  ["it runs although stopped", { desired: "stopped" }, ["wanted-stopped-told-running"]],
  ["it stands although ended", { desired: "deleted" }, ["wanted-gone-told-there"]],
  [
    "it is on its way and stopped costs money",
    { desired: "stopped", status: "stopped", isMoving: true },
    ["stopped-yet-billed"],
  ],
  ["it is dearer", { isDearer: true }, ["dearer-than-quoted"]],
  ["it is over and counted on", { isOver: true, told: null }, ["gone-yet-billed"]],
  ["it is over", { isOver: true, nowPerHourMicros: 0n }, []],
];

it.each(cases)("says what differs when %s", (_what, more, expected) => {
  expect(differencesOf(truth(more), now)).toEqual(expected);
});

it("says when the provider was not asked for five minutes", () => {
  const at = new Date(now.getTime() - 5 * 60_000 - 1);
  const old = truth({ told: { status: "running", at } });
  expect(differencesOf(old, now)).toEqual(["not-asked-lately"]);
  expect(differencesOf({ ...old, isMoving: true }, now)).toEqual([]);
});
