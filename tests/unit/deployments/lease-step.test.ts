import { describe, expect, it } from "vitest";
import { type LeaseState, leaseStep } from "@/lib/deployments/lease-step";

const now = new Date("2026-11-25T12:00:00Z");
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const lease = (more: Partial<LeaseState>): LeaseState => ({
  act: "stop",
  endsAt: null,
  spendMicros: null,
  warnedAt: null,
  soFarMicros: 0n,
  status: "running",
  desired: "running",
  isStoppedHalfWay: false,
  isMoving: false,
  providerInstanceId: "machine",
  ...more,
});

describe("a lease", () => {
  it("waits until fifteen minutes before its end, then warns once", () => {
    expect(leaseStep(lease({ endsAt: inMinutes(16) }), now)).toEqual({ kind: "wait" });
    const near = lease({ endsAt: inMinutes(15) });
    expect(leaseStep(near, now)).toEqual({ kind: "warn", limit: "time" });
    expect(leaseStep({ ...near, warnedAt: now }, now)).toEqual({ kind: "wait" });
  });

  it("warns at nine tenths of its spend and ends at all of it", () => {
    const spend = lease({ spendMicros: 1_000_000n });
    expect(leaseStep({ ...spend, soFarMicros: 899_999n }, now)).toEqual({ kind: "wait" });
    expect(leaseStep({ ...spend, soFarMicros: 900_000n }, now)).toMatchObject({ kind: "warn" });
    const spent = { ...spend, soFarMicros: 1_000_000n };
    expect(leaseStep(spent, now)).toEqual({ kind: "end", limit: "spend", wish: "stopped" });
  });

  it("ends at whichever limit comes first", () => {
    const both = lease({ endsAt: inMinutes(60), spendMicros: 5n, soFarMicros: 5n });
    expect(leaseStep(both, now)).toMatchObject({ kind: "end", limit: "spend" });
    expect(leaseStep({ ...both, endsAt: now }, now)).toMatchObject({ kind: "end", limit: "time" });
  });

  it("never stops what is still starting, since it may hold data, and never makes what is not made", () => {
    const over = lease({ endsAt: now, status: "provisioning", isMoving: true });
    expect(leaseStep(over, now)).toEqual({ kind: "wait" });
    const unmade = { ...over, status: "requested", providerInstanceId: null } as const;
    expect(leaseStep(unmade, now)).toMatchObject({ kind: "end", wish: "deleted" });
  });

  it("asks for nothing where what it wants is wanted already", () => {
    const stopped = lease({ endsAt: now, status: "stopped", desired: "stopped" });
    expect(leaseStep(stopped, now)).toEqual({ kind: "end", limit: "time", wish: null });
    const deleted = lease({ endsAt: now, desired: "deleted" });
    expect(leaseStep(deleted, now)).toEqual({ kind: "wait" });
  });

  it.each<[string, Partial<LeaseState>]>([
    ["has failed and still stands", { status: "failed" }],
    ["has failed while it is being repaired", { status: "failed", isMoving: true }],
    ["has failed and would not be stopped before", { status: "failed", desired: "stopped" }],
    ["runs though it was to be stopped", { desired: "stopped" }],
    ["never comes up, with nothing at work on it", { status: "provisioning" }],
    ["never comes to be stopped, with nothing at work on it", { status: "stopping" }],
    [
      "has stopped and keeps its GPU",
      { status: "stopped", desired: "stopped", isStoppedHalfWay: true },
    ],
  ])("stops a machine that %s, since it costs money", (_what, machine) => {
    const over = lease({ spendMicros: 5n, soFarMicros: 5n, ...machine });
    expect(leaseStep(over, now)).toEqual({ kind: "end", limit: "spend", wish: "stopped" });
  });

  it.each<[string, Partial<LeaseState>]>([
    ["is being started", { status: "stopped", isMoving: true }],
    ["is lost, and costs nothing unless it comes back", { status: "lost" }],
    ["has stopped though it is to run, and may yet", { status: "stopped" }],
  ])("waits with one that %s", (_what, machine) => {
    expect(leaseStep(lease({ endsAt: now, ...machine }), now)).toEqual({ kind: "wait" });
  });

  it("warns of the end also where only a GPU is left to give back", () => {
    const near = lease({ endsAt: inMinutes(5), status: "stopped", desired: "stopped" });
    expect(leaseStep(near, now)).toEqual({ kind: "wait" });
    expect(leaseStep({ ...near, isStoppedHalfWay: true }, now)).toMatchObject({ kind: "warn" });
  });

  it("asks for nothing where the machine is being stopped", () => {
    const stopping = lease({ endsAt: now, desired: "stopped", isMoving: true });
    for (const status of ["running", "stopping", "failed", "stopped"] as const) {
      const over = { ...stopping, status, isStoppedHalfWay: status === "stopped" };
      expect(leaseStep(over, now)).toEqual({ kind: "end", limit: "time", wish: null });
    }
  });

  it("terminates a stopped machine where that was asked for", () => {
    const stopped = lease({ act: "terminate", endsAt: now, status: "stopped", desired: "stopped" });
    expect(leaseStep(stopped, now)).toMatchObject({ kind: "end", wish: "deleted" });
  });
});
