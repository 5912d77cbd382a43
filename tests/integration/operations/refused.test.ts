import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import {
  addKey,
  askFor,
  billOf,
  callsOf,
  isDone,
  makeTenant,
  rentTwins,
  setFault,
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

it("removes a machine that fails while starting, and says so", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await setFault(tenant, create, { kind: "boot-fails" });
  const failed = await workUntil(tenant, await askFor(tenant), isDone);
  expect(failed).toMatchObject({ status: "failed", statusReason: "boot-failed" });
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
  expect(failed.segments.every(({ toAt }) => toAt !== null)).toBe(true);
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
