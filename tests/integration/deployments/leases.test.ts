import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { asWorker } from "@/lib/db";
import { extend } from "@/lib/deployments/extend";
import { getDeployment } from "@/lib/deployments/queries";
import { reconcile } from "@/lib/deployments/reconcile";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { sweepLeases } from "@/lib/deployments/sweep-leases";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentView } from "@/lib/deployments/types";
import { bringForward } from "@/lib/engine/bring-forward";
import type { Prisma } from "@/lib/generated/prisma/client";
import { sweepHealth } from "@/lib/health/sweep";
import { claimDue } from "@/lib/operations/claim";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  callsOf,
  isDone,
  isRunning,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const MINUTE_MS = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);

/** Other tests' machines are none of a sweep's business here. */
beforeEach(async () => {
  await asWorker((tx) => tx.deployment.updateMany({ data: { leaseAct: null } }));
});

async function runningMachine(): Promise<{ tenant: Tenant; id: string }> {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await workUntil(tenant, id, (detail) => isRunning(detail) && isDone(detail));
  return { tenant, id };
}

/** A lease whose end has come. */
async function leaseIsOver(id: string, act: "stop" | "terminate" = "stop"): Promise<void> {
  await change(id, { leaseAct: act, leaseEndsAt: inMinutes(-1) });
}

function change(id: string, data: Prisma.DeploymentUncheckedUpdateInput) {
  return asWorker((tx) => tx.deployment.update({ where: { id }, data }));
}

const rowOf = (id: string) => asWorker((tx) => tx.deployment.findUniqueOrThrow({ where: { id } }));
const eventsOf = (deploymentId: string, type: string) =>
  asWorker((tx) => tx.event.count({ where: { deploymentId, type } }));
const extendBy = (tenant: Tenant, id: string, more: Record<string, unknown> = {}) =>
  runVerb(extend, tenant.scope, {
    deploymentId: id,
    lease: { afterHours: 2, act: "stop", ...more },
  });

it("stops a machine at the end of its lease, once, however many workers look", async () => {
  const { tenant, id } = await runningMachine();
  const before = await rowOf(id);
  await leaseIsOver(id);
  const wished = await Promise.all([sweepLeases(), sweepLeases(), sweepLeases(), sweepLeases()]);
  expect(wished.flat()).toEqual([id]);
  await sweepLeases();
  const row = await rowOf(id);
  expect(row.desired).toBe("stopped");
  expect(row.desiredGeneration).toBe(before.desiredGeneration + 1);
  expect(await eventsOf(id, "deployment.lease-ended")).toBe(1);
  const detail = await workUntil(tenant, id, ({ status }) => status === "stopped");
  expect(detail.lease).toMatchObject({ act: "stop" });
  expect(detail.lease?.endedAt).not.toBeNull();
});

it("terminates where that was asked for", async () => {
  const { tenant, id } = await runningMachine();
  await leaseIsOver(id, "terminate");
  expect(await sweepLeases()).toEqual([id]);
  const detail = await workUntil(tenant, id, ({ status }) => status === "terminated");
  expect(detail.cost.nowPerHour).toBe("0");
});

it("warns once before the end and again after an extension", async () => {
  const { tenant, id } = await runningMachine();
  await change(id, { leaseAct: "stop", leaseEndsAt: inMinutes(10) });
  await Promise.all([sweepLeases(), sweepLeases()]);
  await sweepLeases();
  expect(await eventsOf(id, "deployment.lease-ending")).toBe(1);
  await extendBy(tenant, id, { afterHours: 0.2 });
  await sweepLeases();
  expect(await eventsOf(id, "deployment.lease-ending")).toBe(2);
  expect((await rowOf(id)).desired).toBe("running");
});

it("counts the spend as the bill does: warns at nine tenths, ends at all of it", async () => {
  const { id } = await runningMachine();
  const hourAgo = inMinutes(-60);
  await asWorker((tx) =>
    tx.usageSegment.updateMany({ where: { deploymentId: id }, data: { fromAt: hourAgo } }),
  );
  const { ratePerHourMicros } = await rowOf(id);
  await change(id, { leaseAct: "stop", leaseSpendMicros: (ratePerHourMicros * 105n) / 100n });
  expect(await sweepLeases()).toEqual([]);
  expect(await eventsOf(id, "deployment.lease-ending")).toBe(1);
  await change(id, { leaseSpendMicros: ratePerHourMicros });
  expect(await sweepLeases()).toEqual([id]);
  expect((await rowOf(id)).desired).toBe("stopped");
});

it("takes back a stop that nobody has begun when the lease is extended after its end", async () => {
  const { tenant, id } = await runningMachine();
  await leaseIsOver(id);
  await sweepLeases();
  const view = await extendBy(tenant, id);
  expect(view).toMatchObject({ desired: "running", lease: { act: "stop", endedAt: null } });
  const detail = await workUntil(tenant, id, isDone);
  expect(detail.status).toBe("running");
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(0);
});

it("takes back an end in the moment another worker holds its opened operation", async () => {
  const { tenant, id } = await runningMachine();
  await leaseIsOver(id);
  await sweepLeases();
  await reconcile(id, new Date());
  await extendBy(tenant, id);
  const detail = await workUntil(tenant, id, isDone);
  expect([detail.status, detail.desired]).toEqual(["running", "running"]);
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(0);
});

it("says so where the end has begun, and for a delete that is opened", async () => {
  const { tenant, id } = await runningMachine();
  await leaseIsOver(id, "terminate");
  await sweepLeases();
  await reconcile(id, new Date());
  await expect(extendBy(tenant, id)).rejects.toMatchObject({ reason: "lease-end-begun" });
  await workUntil(tenant, id, ({ status }) => status === "terminated");
  await expect(extendBy(tenant, id)).rejects.toMatchObject({ reason: "already-ended" });
});

it("lets extension and sweep race to one outcome that both agree on", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { tenant, id } = await runningMachine();
    await leaseIsOver(id);
    await Promise.all([sweepLeases(), extendBy(tenant, id), sweepLeases()]);
    const row = await rowOf(id);
    expect([row.desired, row.leaseEndedAt]).toEqual(["running", null]);
    await bringForward(id);
    expect((await getDeployment(tenant.scope, id)).status).toBe("running");
  }
});

it("stops once where a person stops it at the same time", async () => {
  const { tenant, id } = await runningMachine();
  const { desiredGeneration } = await rowOf(id);
  await leaseIsOver(id);
  const byPerson = () => runVerb(stop, tenant.scope, { deploymentId: id });
  await Promise.all([sweepLeases(), byPerson(), sweepLeases()]);
  const row = await rowOf(id);
  expect([row.desired, row.desiredGeneration]).toEqual(["stopped", desiredGeneration + 1]);
  expect(row.leaseEndedAt).not.toBeNull();
  await workUntil(tenant, id, ({ status }) => status === "stopped");
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(1);
});

it("leaves a machine running that somebody starts again after its lease ended", async () => {
  const { tenant, id } = await runningMachine();
  await leaseIsOver(id);
  await sweepLeases();
  await workUntil(tenant, id, ({ status }) => status === "stopped");
  await runVerb(start, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, (detail) => isRunning(detail) && isDone(detail));
  expect(await sweepLeases()).toEqual([]);
  expect((await rowOf(id)).desired).toBe("running");
});

it("sets, moves and takes away a lease, and refuses what makes no sense", async () => {
  const { tenant, id } = await runningMachine();
  const lease = (value: DeploymentView["lease"]) =>
    value && { ...value, endsAt: value.endsAt !== null };
  const set = await extendBy(tenant, id, { spend: "12.5" });
  expect(lease(set.lease)).toEqual({ endsAt: true, spend: "12.5", act: "stop", endedAt: null });
  const refusals: [Record<string, unknown>, string, string][] = [
    [{ afterHours: undefined }, "lease.afterHours", "lease-empty"],
    [{ endsAt: inMinutes(60).toISOString() }, "lease.endsAt", "lease-two-ends"],
    [{ afterHours: undefined, endsAt: inMinutes(-1).toISOString() }, "lease.endsAt", "lease-past"],
    [{ spend: "0" }, "lease.spend", "lease-spent"],
  ];
  for (const [more, field, word] of refusals) {
    await expect(extendBy(tenant, id, more)).rejects.toMatchObject({ fields: { [field]: word } });
  }
  const none = await runVerb(extend, tenant.scope, { deploymentId: id, lease: null });
  expect(none.lease).toBeNull();
  const stranger = await makeTenant(twins.sandbox);
  await expect(extendBy(stranger, id)).rejects.toMatchObject({ code: "not-found" });
});

it("ends a launch whose lease is over before anything was made", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant, { lease: { afterHours: 1, act: "stop" } });
  await change(id, { leaseEndsAt: inMinutes(-1) });
  expect(await sweepLeases()).toEqual([id]);
  const detail = await workUntil(tenant, id, ({ endedAt }) => endedAt !== null);
  expect(detail.status).toBe("terminated");
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
  expect(await claimDue({ now: new Date(), limit: 1, deploymentId: id })).toEqual([]);
});

it("takes back no wish of a person's own, whatever the lease has asked for before", async () => {
  const { tenant, id } = await runningMachine();
  await leaseIsOver(id);
  await runVerb(stop, tenant.scope, { deploymentId: id });
  await sweepLeases();
  expect(await extendBy(tenant, id)).toMatchObject({ desired: "stopped" });
  await leaseIsOver(id);
  await sweepLeases();
  await workUntil(tenant, id, ({ status }) => status === "stopped");
  const view = await runVerb(terminate, tenant.scope, { deploymentId: id });
  expect(view.can.extend).toBe(false);
  await expect(extendBy(tenant, id)).rejects.toMatchObject({ reason: "being-deleted" });
});

it("takes back no end of the lease that a person has asked for as well", async () => {
  const { tenant, id } = await runningMachine();
  await leaseIsOver(id, "terminate");
  await sweepLeases();
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await expect(extendBy(tenant, id)).rejects.toMatchObject({ reason: "being-deleted" });
});

it("asks again for a stop that the provider refused, and tells of the end once", async () => {
  const { tenant, id } = await runningMachine();
  const refusal = { kind: "answer", status: 400, body: { message: "not now" } } as const;
  await setFault(tenant, { method: "POST", path: "/action$" }, refusal);
  await leaseIsOver(id);
  await sweepLeases();
  const refused = await workUntil(tenant, id, isDone);
  expect(refused).toMatchObject({ status: "running", desired: "running" });
  expect(await sweepLeases()).toEqual([]);
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { endedAt: inMinutes(-10) } }),
  );
  expect(await sweepLeases()).toEqual([id]);
  await workUntil(tenant, id, ({ status }) => status === "stopped");
  expect(await eventsOf(id, "deployment.lease-ended")).toBe(1);
  expect(await eventsOf(id, "deployment.lease-not-kept")).toBe(1);
});

it("asks again for a person's stop that the provider refused, where the lease ended meanwhile", async () => {
  const { tenant, id } = await runningMachine();
  const refusal = { kind: "answer", status: 400, body: { message: "not now" } } as const;
  await setFault(tenant, { method: "POST", path: "/action$" }, refusal);
  await runVerb(stop, tenant.scope, { deploymentId: id });
  await reconcile(id, new Date());
  await leaseIsOver(id);
  expect(await sweepLeases()).toEqual([]);
  expect((await rowOf(id)).leaseEndedAt).not.toBeNull();
  await workUntil(tenant, id, isDone);
  expect(await rowOf(id)).toMatchObject({ status: "running", leaseEndedAt: null });
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { endedAt: inMinutes(-10) } }),
  );
  expect(await sweepLeases()).toEqual([id]);
  await workUntil(tenant, id, ({ status }) => status === "stopped");
});

it("asks again for a stop that ran out of time while the provider's word was not understood", async () => {
  const { tenant, id } = await runningMachine();
  const { providerInstanceId } = await rowOf(id);
  const pod = await tenant.wire.call("GET", `/pods/${providerInstanceId}`);
  const unheardOf = { ...z.record(z.string(), z.unknown()).parse(pod.body), status: "PAUSING" };
  await leaseIsOver(id);
  await sweepLeases();
  await reconcile(id, new Date());
  await asWorker((tx) =>
    tx.operation.updateMany({
      where: { deploymentId: id, state: "open" },
      data: { deadline: inMinutes(-1) },
    }),
  );
  const word = { kind: "answer", status: 200, body: unheardOf } as const;
  await setFault(tenant, { method: "GET", path: "^/pods/." }, word, 50);
  await workUntil(tenant, id, isDone);
  expect((await rowOf(id)).statusReason).toBe("stop-timeout");
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { endedAt: inMinutes(-10) } }),
  );
  await change(id, { status: "running" });
  expect(await sweepLeases()).toEqual([id]);
});

it("looks at every lease, however many there are", async () => {
  const [one, two] = [await runningMachine(), await runningMachine()];
  for (const { id } of [one, two]) await leaseIsOver(id);
  expect((await sweepLeases(1)).toSorted()).toEqual([one.id, two.id].toSorted());
});

/** A machine that failed at its provider, where it stands and is paid for. */
async function failedMachine(): Promise<{ tenant: Tenant; id: string }> {
  const { tenant, id } = await runningMachine();
  const { providerInstanceId } = await rowOf(id);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "error" });
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
  const { status, cost } = await getDeployment(tenant.scope, id);
  expect([status, cost.nowPerHour]).toEqual(["failed", cost.runningPerHour]);
  return { tenant, id };
}

/** All that was spent is spent: it has cost that much an hour ago. */
async function spendIsReached(id: string): Promise<void> {
  await asWorker((tx) =>
    tx.usageSegment.updateMany({ where: { deploymentId: id }, data: { fromAt: inMinutes(-60) } }),
  );
  await change(id, { leaseAct: "stop", leaseSpendMicros: 1_000_000n });
}

it("tells once of a failed machine that is not to be stopped, and keeps asking", async () => {
  const { tenant, id } = await failedMachine();
  await spendIsReached(id);
  for (let round = 0; round < 2; round += 1) {
    expect(await sweepLeases()).toEqual([id]);
    expect(await workUntil(tenant, id, isDone)).toMatchObject({ status: "failed" });
    expect((await rowOf(id)).leaseEndedAt).toBeNull();
    expect(await sweepLeases()).toEqual([]);
    await asWorker((tx) =>
      tx.operation.updateMany({ where: { deploymentId: id }, data: { endedAt: inMinutes(-10) } }),
    );
  }
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(2);
  expect(await eventsOf(id, "deployment.lease-not-kept")).toBe(1);
});

it("stops a machine that is on its way up for ever, with nothing at work on it", async () => {
  const { tenant, id } = await runningMachine();
  await change(id, { status: "provisioning" });
  await spendIsReached(id);
  expect(await sweepLeases()).toEqual([id]);
  await workUntil(tenant, id, ({ status }) => status === "stopped");
});

it("starts no stopped machine where the end of its lease is taken back", async () => {
  const { tenant, id } = await runningMachine();
  await runVerb(stop, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, (one) => one.status === "stopped" && isDone(one));
  await leaseIsOver(id, "terminate");
  expect(await sweepLeases()).toEqual([id]);
  expect(await extendBy(tenant, id)).toMatchObject({ status: "stopped", desired: "stopped" });
  expect(await workUntil(tenant, id, isDone)).toMatchObject({ status: "stopped" });
});
