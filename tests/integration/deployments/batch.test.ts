import { expect, it } from "vitest";
import { inTeam } from "@/lib/db";
import { batch } from "@/lib/deployments/batches/batch";
import { unreadBatches } from "@/lib/deployments/batches/queries";
import { readBatch } from "@/lib/deployments/batches/read-batch";
import type { BatchView } from "@/lib/deployments/batches/schema";
import { launch } from "@/lib/deployments/launch";
import { getDeployment } from "@/lib/deployments/queries";
import { bringForward } from "@/lib/engine/bring-forward";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  callsOf,
  eventually,
  isRunning,
  launchForm,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const refusal = { kind: "answer", status: 403, body: { detail: "the account is under review" } };

async function runMachines(tenant: Tenant, machines: number): Promise<string[]> {
  const { deployments } = await runVerb(launch, tenant.scope, launchForm(tenant, { machines }));
  const ids = deployments.map(({ id }) => id);
  for (const id of ids) await workUntil(tenant, id, isRunning);
  return ids;
}

async function newest(tenant: Tenant): Promise<BatchView> {
  const [first] = await unreadBatches(tenant.scope);
  if (!first) throw new Error("no batch is unread");
  return first;
}

/** Works on all machines of the newest batch until each has its outcome. */
function workOff(tenant: Tenant): Promise<BatchView> {
  return eventually(
    async () => {
      const { items } = await newest(tenant);
      for (const { deploymentId } of items) await bringForward(deploymentId);
      return newest(tenant);
    },
    ({ items }) => items.every(({ state }) => state !== "waiting" && state !== "at-work"),
  );
}

const stateOf = ({ items }: BatchView) => items.map(({ state }) => state);

it("stops what can be stopped, says of the rest why not, and asks for the failures once more", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ids = await runMachines(tenant, 5);
  const [gone = "", failing = ""] = ids;
  const machine = (await getDeployment(tenant.scope, failing)).providerInstanceId ?? "none";
  await setFault(tenant, { method: "POST", path: `${machine}/action$` }, refusal);
  await inTeam(tenant.scope.team.id, (tx) =>
    tx.deployment.update({ where: { id: gone }, data: { endedAt: new Date(0) } }),
  );

  const asked = await runVerb(batch, tenant.scope, { act: "stop", deploymentIds: ids });
  expect(asked).toMatchObject({ asked: 4, refused: 1 });
  const done = await workOff(tenant);
  expect(done.items.map(({ deploymentId }) => deploymentId)).toEqual(ids);
  expect(stateOf(done)).toEqual(["refused", "failed", "done", "done", "done"]);
  expect(done.items[0]).toMatchObject({ reason: "already-ended", detail: null });
  expect(done.items[1]).toMatchObject({
    reason: "key-refused",
    detail: "the account is under review",
  });
  expect((await getDeployment(tenant.scope, failing)).status).toBe("running");

  const again = { act: "stop" as const, deploymentIds: [failing], retryOf: done.id };
  const { batchId } = await runVerb(batch, tenant.scope, again);
  expect((await unreadBatches(tenant.scope)).map(({ id }) => id)).toEqual([batchId]);
  expect(stateOf(await workOff(tenant))).toEqual(["done"]);
});

it("is asked once for a request that is sent twice", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentIds = await runMachines(tenant, 2);
  const input = { act: "stop" as const, deploymentIds };
  const options = { requestId: "one-press-of-a-button" };
  const first = await runVerb(batch, tenant.scope, input, options);
  expect(await runVerb(batch, tenant.scope, input, options)).toEqual(first);
  await workOff(tenant);
  expect(await unreadBatches(tenant.scope)).toHaveLength(1);
  expect(await callsOf(tenant, "POST", /\/action$/)).toBe(2);
});

it("leaves the outcome to a newer wish", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentIds = await runMachines(tenant, 1);
  const { batchId } = await runVerb(batch, tenant.scope, { act: "stop", deploymentIds });
  await runVerb(batch, tenant.scope, { act: "terminate", deploymentIds });
  expect(stateOf(await workOff(tenant))).toEqual(["done"]);
  const older = (await unreadBatches(tenant.scope)).find(({ id }) => id === batchId);
  expect(older && stateOf(older)).toEqual(["overtaken"]);
});

it("stays until the person who asked has read it, and is nobody else's", async () => {
  const [tenant, other] = [await makeTenant(twins.sandbox), await makeTenant(twins.sandbox)];
  const deploymentIds = await runMachines(tenant, 1);
  const foreign = runVerb(batch, other.scope, { act: "stop", deploymentIds });
  await expect(foreign).rejects.toMatchObject({ code: "not-found" });
  const { batchId } = await runVerb(batch, tenant.scope, { act: "stop", deploymentIds });
  expect(await unreadBatches(other.scope)).toEqual([]);
  const peek = runVerb(readBatch, other.scope, { batchId });
  await expect(peek).rejects.toMatchObject({ code: "not-found" });
  await runVerb(readBatch, tenant.scope, { batchId });
  expect(await unreadBatches(tenant.scope)).toEqual([]);
});

it("takes at most 500 machines and is not on Basic", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const deploymentIds = Array.from({ length: 501 }, (_, number) => `dep_${number}`);
  const many = runVerb(batch, tenant.scope, { act: "stop", deploymentIds });
  await expect(many).rejects.toMatchObject({ fields: { deploymentIds: "batch-too-many" } });
  const basic = { ...tenant.scope, team: { ...tenant.scope.team, tier: "basic" as const } };
  const locked = runVerb(batch, basic, { act: "stop", deploymentIds: ["dep_any"] });
  await expect(locked).rejects.toMatchObject({ code: "feature-locked", values: { tier: "pro" } });
});
