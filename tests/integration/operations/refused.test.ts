import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { reconcile } from "@/lib/deployments/reconcile";
import { newId } from "@/lib/ids";
import { callName } from "@/lib/operations/call-name";
import {
  addKey,
  askFor,
  billOf,
  callsOf,
  isDone,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "./rented-world";

const twins = rentTwins();
const create = { method: "POST", path: "/pods$" };

it("says that nothing is free, made nothing and costs nothing", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "no-capacity" });
  const failed = await workUntil(tenant, await askFor(tenant), isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "no-capacity" });
  expect(failed.cost.soFar).toBe("0");
  expect(failed.endedAt).not.toBeNull();
  expect((await billOf(tenant)).machines).toHaveLength(0);
  expect(failed.events[0]).toMatchObject({ type: "deployment.failed", reason: "no-capacity" });
});

it("says that the account has no credit", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const keyId = await addKey(tenant.scope, "runpod", "sandbox-runpod-poor");
  const id = await askFor({ ...tenant, keyId });
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "no-balance" });
});

it("marks a key that may not launch as refused, and tells of it once", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const keyId = await addKey(tenant.scope, "runpod", "sandbox-runpod-readonly");
  const poorer = { ...tenant, keyId };
  const ids = [await askFor(poorer), await askFor(poorer)];
  for (const id of ids) {
    const failed = await workUntil(tenant, id, isDone);
    expect(failed).toMatchObject({ status: "failed", statusReason: "key-refused" });
    expect(failed.key.state).toBe("refused");
  }
  const told = await asWorker((tx) =>
    tx.event.count({ where: { teamId: tenant.scope.team.id, type: "key.refused" } }),
  );
  expect(told).toBe(1);
});

it("buys nothing when the price rose between the click and the purchase", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await asWorker((tx) =>
    tx.offer.update({ where: { id: tenant.offerId }, data: { pricePerHourMicros: 3_300_000n } }),
  );
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "offer-dearer" });
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
});

it("buys nothing dearer when a worker died before it sent the purchase", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await leaveIntent(tenant, id);
  await asWorker((tx) =>
    tx.offer.update({ where: { id: tenant.offerId }, data: { pricePerHourMicros: 3_300_000n } }),
  );
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "offer-dearer" });
  expect(failed.operations[0]?.calls).toMatchObject([{ status: "ABSENT" }]);
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
});

it("buys nothing for a worker that comes back after the deadline", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  await leaveIntent(tenant, id);
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { deadline: new Date(0) } }),
  );
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "no-answer" });
  expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(0);
});

/** What a worker leaves behind that dies between the intent of a purchase and sending it. */
async function leaveIntent(tenant: Tenant, deploymentId: string): Promise<void> {
  await reconcile(deploymentId, clock.now());
  await asWorker(async (tx) => {
    const { id } = await tx.operation.findFirstOrThrow({ where: { deploymentId } });
    await tx.providerCall.create({
      data: {
        id: newId("cal"),
        teamId: tenant.scope.team.id,
        operationId: id,
        providerKeyId: tenant.keyId,
        step: "create",
        key: callName("testinst", id, "create", 1),
        verb: "launch",
        status: "INTENT",
        createdAt: clock.now(),
      },
    });
  });
}

it("removes a machine that fails while starting, and says so", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "boot-fails" });
  const failed = await workUntil(tenant, await askFor(tenant), isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "boot-failed" });
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
  expect(failed.segments.every(({ toAt }) => toAt !== null)).toBe(true);
});

it("keeps a machine that stopped by itself while starting, with its data, and tells of it", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "boot-stuck" });
  const id = await askFor(tenant);
  const made = await workUntil(tenant, id, ({ status }) => status === "provisioning");
  const machine = `machines/${made.providerInstanceId}/kill`;
  await tenant.wire.control("POST", machine, { how: "exited" });
  const stopped = await workUntil(tenant, id, isDone);
  expect(stopped).toMatchObject({
    status: "stopped",
    statusReason: "exited-at-start",
    desired: "stopped",
    endedAt: null,
  });
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: true }]);
  expect(stopped.events[0]?.type).toBe("deployment.stopped-unasked");
});

it("removes a machine that never starts before its deadline", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "boot-stuck" });
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ status }) => status === "provisioning");
  await asWorker((tx) =>
    tx.operation.updateMany({ where: { deploymentId: id }, data: { deadline: new Date(0) } }),
  );
  const failed = await workUntil(tenant, id, isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "start-timeout" });
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
});

it("does not say of a machine it gave up after a long start that it will not go", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "boot-stuck" });
  await setFault(tenant, { method: "DELETE" }, { kind: "server-error", status: 500 });
  const id = await askFor(tenant);
  await workUntil(tenant, id, ({ status }) => status === "provisioning");
  const data = { deadline: new Date(0), createdAt: new Date(Date.now() - 3_600_000) };
  await asWorker((tx) => tx.operation.updateMany({ where: { deploymentId: id }, data }));
  const failed = await workUntil(tenant, id, isDone);
  expect(failed.events.map(({ type }) => type)).not.toContain("deployment.not-gone");
});
