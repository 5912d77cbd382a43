import fc from "fast-check";
import { expect, it } from "vitest";
import { dueOperation } from "@/lib/deployments/due-operation";
import {
  type ActFacts,
  acts,
  followers,
  noPowers,
  predecessors,
  refusalOf,
  statuses,
  wishes,
} from "@/lib/deployments/states";

const can = {
  stop: true,
  restart: true,
  hibernate: "while-running",
  stoppedBilling: "disk",
} as const;
const keepsGpu = false;

it("never leaves the last status, and reaches it from every other", () => {
  expect(followers.terminated).toEqual([]);
  for (const status of statuses.filter((one) => one !== "terminated")) {
    expect(followers[status]).toContain("terminated");
  }
});

it("knows of each status which ones it may follow", () => {
  expect(predecessors("provisioning").sort()).toEqual([
    "failed",
    "lost",
    "requested",
    "running",
    "stopped",
    "stopping",
  ]);
  expect(predecessors("requested").sort()).toEqual([
    "failed",
    "lost",
    "provisioning",
    "running",
    "stopped",
  ]);
});

it("lets a machine be terminated whatever it does, until it has ended", () => {
  for (const status of statuses) {
    for (const desired of wishes) {
      const facts = { status, desired, endedAt: null, keepsGpu, capabilities: can };
      expect(refusalOf("terminate", facts)).toBeNull();
      expect(refusalOf("terminate", { ...facts, endedAt: new Date() })).toBe("already-ended");
    }
  }
});

it("offers nothing but the end once a machine is being deleted", () => {
  for (const act of acts.filter((one) => one !== "terminate")) {
    const facts = {
      status: "terminating",
      desired: "deleted",
      endedAt: null,
      keepsGpu,
      capabilities: can,
    } as const;
    expect(refusalOf(act, facts)).toBe("being-deleted");
  }
});

it("does not offer what the provider cannot", () => {
  const running = { status: "running", desired: "running", endedAt: null, keepsGpu } as const;
  const facts = { ...running, capabilities: noPowers };
  expect(refusalOf("stop", facts)).toBe("cannot-stop");
  expect(refusalOf("start", facts)).toBe("cannot-stop");
  expect(refusalOf("restart", facts)).toBe("cannot-restart");
});

it("creates only where no machine exists and none was unwanted", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...wishes),
      fc.constantFrom(...statuses),
      fc.boolean(),
      fc.option(fc.string({ minLength: 1 }), { nil: null }),
      (desired, status, restartRequested, providerInstanceId) => {
        const kind = dueOperation({ desired, status, restartRequested, providerInstanceId });
        const creates = desired === "running" && providerInstanceId === null;
        expect(kind === "create").toBe(creates);
        if (desired === "deleted") expect(kind).toBe("delete");
      },
    ),
  );
});

it("starts again what is stopped, stopping, or asked to stop, and nothing that goes on running", () => {
  const asked = (status: "running" | "stopping" | "stopped", desired: "running" | "stopped") =>
    refusalOf("start", { status, desired, endedAt: null, keepsGpu, capabilities: can });
  expect(asked("stopped", "stopped")).toBeNull();
  expect(asked("stopping", "stopped")).toBeNull();
  expect(asked("running", "stopped")).toBeNull();
  expect(asked("running", "running")).toBe("not-stopped");
});

it("sends to sleep what runs, and what is stopped only where that is the way", () => {
  const facts = { desired: "running", endedAt: null, keepsGpu } as const;
  const asked = (
    hibernate: "no" | "while-running" | "while-stopped",
    status: "running" | "stopped",
  ) => refusalOf("hibernate", { ...facts, status, capabilities: { ...can, hibernate } });
  expect(asked("no", "running")).toBe("cannot-hibernate");
  expect(asked("while-running", "running")).toBeNull();
  expect(asked("while-running", "stopped")).toBe("not-running");
  expect(asked("while-stopped", "running")).toBeNull();
  expect(asked("while-stopped", "stopped")).toBeNull();
});

it("stops what has stopped only where it keeps a GPU that a stop gives back for less money", () => {
  const asked = (more: Partial<ActFacts>) =>
    refusalOf("stop", {
      status: "stopped",
      desired: "stopped",
      endedAt: null,
      keepsGpu: true,
      capabilities: can,
      ...more,
    });
  expect(asked({})).toBeNull();
  expect(asked({ capabilities: { ...can, stoppedBilling: "nothing" } })).toBeNull();
  expect(asked({ keepsGpu: false })).toBe("not-running");
  expect(asked({ capabilities: { ...can, stoppedBilling: "full" } })).toBe("not-running");
  expect(asked({ capabilities: noPowers })).toBe("cannot-stop");
  expect(asked({ status: "provisioning" })).toBe("not-running");
});
