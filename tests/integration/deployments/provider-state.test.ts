import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { settleBills } from "@/lib/costs/settle-bills";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { applyLook } from "@/lib/health/apply-look";
import { sweepHealth } from "@/lib/health/sweep";
import { openAccount } from "@/lib/operations/account";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  billOf,
  expectSameMoney,
  isRunning,
  isTerminated,
  ledgerOf,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const list = { method: "GET", path: "/pods$" };

/** One look at the tenant's account, now. */
async function look(tenant: Tenant): Promise<void> {
  await asWorker(async (tx) => {
    await tx.providerKey.updateMany({ data: { nextSweepAt: new Date(Date.now() + 3_600_000) } });
    const now = new Date(Date.now() - 1_000);
    await tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: now } });
  });
  await sweepHealth();
}

/** Two looks: what one alone does not show is not gone yet. */
async function lookTwice(tenant: Tenant): Promise<void> {
  await look(tenant);
  await look(tenant);
}

/** The account neither lists its machines nor shows one, for so many looks. */
async function hide(tenant: Tenant, looks: number): Promise<void> {
  const gone = { type: "about:blank", title: "Not Found", status: 404, detail: "no such pod" };
  await setFault(tenant, list, { kind: "answer", status: 200, body: { pods: [] } }, looks);
  const get = { method: "GET", path: "/pods/" };
  await setFault(tenant, get, { kind: "answer", status: 404, body: gone }, looks);
}

async function runMachine(tenant: Tenant) {
  return workUntil(tenant, await askFor(tenant), isRunning);
}

it("finds a machine in good health and says when it looked", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await runMachine(tenant);
  await look(tenant);
  const detail = await getDeployment(tenant.scope, id);
  expect(detail.health?.verdict).toBe("healthy");
  expect(detail.key.listFailure).toBeNull();
});

it("sees many machines again at once, and the one that changed among them", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ids: string[] = [];
  for (let made = 0; made < 4; made += 1) ids.push((await runMachine(tenant)).id);
  await look(tenant);
  const detail = async (at: number) => getDeployment(tenant.scope, ids[at] ?? "");
  const before = await Promise.all([0, 1, 2, 3].map(detail));
  const dead = before[2]?.providerInstanceId ?? "";
  await tenant.wire.control("POST", `machines/${dead}/kill`, { how: "gone" });
  const asked = await runVerb(terminate, tenant.scope, { deploymentId: ids[3] ?? "" });
  await lookTwice(tenant);
  const after = await Promise.all([0, 1, 2, 3].map(detail));
  const isNewer = (at: number) =>
    (after[at]?.health?.checkedAt ?? "") > (before[at]?.health?.checkedAt ?? "");
  expect([0, 1, 2, 3].map(isNewer)).toEqual([true, true, true, false]);
  expect(after.map(({ status }) => status)).toEqual(["running", "running", "lost", asked.status]);
  expect(after.slice(0, 2).map(({ health }) => health?.verdict)).toEqual(["healthy", "healthy"]);
});

it("takes no machine for gone that a single look does not show, and looks again at once", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id, events } = await runMachine(tenant);
  await look(tenant);
  await hide(tenant, 1);
  await look(tenant);
  const missed = await getDeployment(tenant.scope, id);
  expect(missed).toMatchObject({ status: "running", health: { verdict: "healthy" } });
  expect(missed.events).toHaveLength(events.length);
  await sweepHealth();
  const row = await asWorker((tx) =>
    tx.healthState.findUniqueOrThrow({ where: { deploymentId: id } }),
  );
  expect(row).toMatchObject({ missedReads: 0, verdict: "healthy" });
});

it("believes a provider at once that says itself that it ended a machine", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id, providerInstanceId } = await runMachine(tenant);
  const deployment = await asWorker((tx) => tx.deployment.findUniqueOrThrow({ where: { id } }));
  const account = await asWorker((tx) =>
    openAccount(tx, { id: tenant.keyId, providerId: "runpod" }),
  );
  const { instances, credentials, context } = account;
  const shown = await instances.get(credentials, providerInstanceId ?? "", context);
  const instance = shown && { ...shown, status: "terminated" as const };
  await applyLook({ deployment, instance, startedAt: clock.now(), now: clock.now() });
  expect((await getDeployment(tenant.scope, id)).status).toBe("lost");
});

it("does not hold against a new machine that the one before it was not shown", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await runMachine(tenant);
  await look(tenant);
  const checkedAt = new Date(Date.now() - 3_600_000);
  await asWorker((tx) =>
    tx.healthState.update({ where: { deploymentId: id }, data: { missedReads: 5, checkedAt } }),
  );
  await hide(tenant, 1);
  await look(tenant);
  expect((await getDeployment(tenant.scope, id)).status).toBe("running");
});

it("notices a machine that died by itself, tells of it and stops counting its cost", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id, providerInstanceId } = await runMachine(tenant);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "gone" });
  await lookTwice(tenant);
  const lost = await getDeployment(tenant.scope, id);
  expect(lost).toMatchObject({ status: "lost", statusReason: "gone" });
  expect(lost.health?.verdict).toBe("unhealthy");
  expect(lost.events[0]).toMatchObject({ type: "deployment.lost", reason: "gone" });
  expect(lost.cost.nowPerHour).toBe("0");
  expect(lost.can).toMatchObject({ stop: false, start: false, restart: false, terminate: true });

  await look(tenant);
  const again = await getDeployment(tenant.scope, id);
  expect(again.events).toHaveLength(lost.events.length);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await workUntil(tenant, id, isTerminated);
});

it("counts the time a machine was taken for gone when it turns out to have stood all along", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await runMachine(tenant);
  await hide(tenant, 2);
  await lookTwice(tenant);
  expect((await getDeployment(tenant.scope, id)).status).toBe("lost");
  await look(tenant);
  const back = await getDeployment(tenant.scope, id);
  expect(back).toMatchObject({ status: "running", statusReason: "came-back" });
  const [since, before] = back.segments;
  expect(since?.toAt).toBeNull();
  expect(since?.fromAt).toBe(before?.toAt);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await expectSameMoney(tenant, await workUntil(tenant, id, isTerminated));
});

it("takes a failed machine that still stands as failed and goes on counting", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id, providerInstanceId, cost } = await runMachine(tenant);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "error" });
  await look(tenant);
  const failed = await getDeployment(tenant.scope, id);
  expect(failed).toMatchObject({ status: "failed", statusReason: "provider-failed" });
  expect(failed.cost.nowPerHour).toBe(cost.nowPerHour);
  expect(failed.can.terminate).toBe(true);
});

const blindness: [string, Record<string, unknown>][] = [
  ["answers with errors", { kind: "server-error", status: 503 }],
  ["breaks off", { kind: "connection-reset" }],
  ["answers with a web page", { kind: "html" }],
  ["answers with half a list", { kind: "half-json" }],
  ["says we ask too often", { kind: "rate-limited" }],
];

it.each(blindness)("keeps a machine's status while its provider %s", async (_how, fault) => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await runMachine(tenant);
  await look(tenant);
  await setFault(tenant, list, fault, null);
  await look(tenant);
  const unseen = await getDeployment(tenant.scope, id);
  expect(unseen.status).toBe("running");
  expect(unseen.health?.verdict).toBe("unknown");
  expect(unseen.key.listFailure).not.toBeNull();

  await tenant.wire.control("DELETE", "faults");
  await look(tenant);
  const seen = await getDeployment(tenant.scope, id);
  expect(seen.health?.verdict).toBe("healthy");
  expect(seen.key.listFailure).toBeNull();
});

it("leaves a machine in peace that somebody stopped and started at the provider", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id, providerInstanceId } = await runMachine(tenant);
  await tenant.wire.call("POST", `/pods/${providerInstanceId}/action`, { action: "stop" });
  await look(tenant);
  const stopped = await getDeployment(tenant.scope, id);
  expect(stopped).toMatchObject({
    status: "stopped",
    desired: "stopped",
    statusReason: "stopped-outside",
  });
  expect(stopped.events[0]?.type).toBe("deployment.stopped-unasked");
  expect(stopped.cost.nowPerHour).toBe(stopped.cost.stoppedPerHour);
  await tenant.wire.call("POST", `/pods/${providerInstanceId}/action`, { action: "start" });
  await look(tenant);
  const started = await getDeployment(tenant.scope, id);
  expect(started).toMatchObject({ desired: "running", operation: null });
});

it("does not take a list that is behind for a death, because a get still shows the machine", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await tenant.wire.control("POST", "settings", { listLagMs: 60_000 });
  const { id } = await runMachine(tenant);
  await look(tenant);
  expect((await getDeployment(tenant.scope, id)).status).toBe("running");
});

/** The provider's bill is compared now instead of in a minute. */
async function settle(id: string): Promise<void> {
  await asWorker((tx) =>
    tx.deployment.updateMany({
      where: { id, billCheckAt: { not: null } },
      data: { billCheckAt: new Date(0) },
    }),
  );
  await settleBills();
}

it("books once what the provider billed for a machine that never came up", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "boot-fails" });
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ status }) => status === "failed");
  await settle(id);
  const failed = await getDeployment(tenant.scope, id);
  expect(failed.cost.isBilled).toBe(true);
  expect(BigInt((await billOf(tenant)).totalMicros)).toBeGreaterThan(0n);
  expect(ledgerOf(failed)).toBe(BigInt((await billOf(tenant)).totalMicros));
});

it("books to the cent what the provider billed for a machine that died unseen", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id, providerInstanceId } = await runMachine(tenant);
  await look(tenant);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "gone" });
  await lookTwice(tenant);
  await settle(id);
  const lost = await getDeployment(tenant.scope, id);
  expect(lost.cost.isBilled).toBe(true);
  expect(ledgerOf(lost)).toBe(BigInt((await billOf(tenant)).totalMicros));

  await runVerb(terminate, tenant.scope, { deploymentId: id });
  const ended = await workUntil(tenant, id, isTerminated);
  await settle(id);
  expect(ledgerOf(ended)).toBe(BigInt((await billOf(tenant)).totalMicros));
});

it("books what the provider billed for a machine that never ran once, not twice", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "boot-fails" });
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ status, operation }) => status === "failed" && !operation);
  await settle(id);
  const failed = await getDeployment(tenant.scope, id);
  expect(failed.cost.isBilled).toBe(true);
  expect(ledgerOf(failed)).toBe(BigInt((await billOf(tenant)).totalMicros));
});

it("does not believe a bill that ends a machine before it was last seen", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id, providerInstanceId } = await runMachine(tenant);
  await look(tenant);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "gone" });
  await asWorker((tx) =>
    tx.usageSegment.updateMany({
      where: { deploymentId: id },
      data: { fromAt: new Date(Date.now() - 3_600_000) },
    }),
  );
  await lookTwice(tenant);
  await settle(id);
  const lost = await getDeployment(tenant.scope, id);
  expect(lost.cost.isBilled).toBe(false);
});
