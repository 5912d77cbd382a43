import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import type { Prisma } from "@/lib/generated/prisma/client";
import { sweepHealth } from "@/lib/health/sweep";
import { getProvider } from "@/lib/providers/registry";
import { pauseRepair } from "@/lib/repair/pause";
import { sweepRepairs } from "@/lib/repair/sweep";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  billOf,
  callsOf,
  isDone,
  isRunning,
  makeTenant,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../operations/rented-world";
import { credentialsAt } from "../sandbox/wire";
import { alone, faults, repairsOf, repairUntil, rounds, toldOf, watched } from "./repair-world";

const twins = rentTwins();
const isOver = (state: string) => state !== "open" && state !== "blocked";

it("restarts a machine that does not answer, and tells once that it helped", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await watched(tenant);
  faults.set(id, "unreachable");
  await rounds(id, 4);
  const repairing = repairUntil(id, isOver);
  faults.delete(id);
  await repairing;
  const [repair] = await repairsOf(id);
  expect(repair).toMatchObject({ state: "succeeded", fault: "unreachable" });
  expect(repair?.acts.map(({ rung, outcome }) => [rung, outcome])).toEqual([["reboot", "helped"]]);
  expect(await callsOf(tenant, "POST", /action$/)).toBe(1);
  expect(await toldOf(id)).toEqual(["deployment.unhealthy", "deployment.repaired"]);
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("makes a machine anew where a restart did not help, and never pays for two at a time", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await watched(tenant);
  const before = await getDeployment(tenant.scope, id);
  faults.set(id, "unreachable");
  await rounds(id, 4);
  await repairUntil(id, isOver);
  const [repair] = await repairsOf(id);
  expect(repair).toMatchObject({ state: "exhausted" });
  expect(repair?.acts.map(({ rung }) => rung)).toEqual(["reboot", "same-region"]);
  const bill = await billOf(tenant);
  expect(bill.maxConcurrent).toBe(1);
  expect(bill.machines).toHaveLength(2);
  const after = await getDeployment(tenant.scope, id);
  expect(after.providerInstanceId).not.toBe(before.providerInstanceId);
  expect(after.id).toBe(before.id);
});

it("makes a machine that was lost anew once, and does not take the new one for gone", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await watched(tenant);
  const before = await getDeployment(tenant.scope, id);
  await endThere(tenant, before.providerInstanceId ?? "");
  await lookTwice(tenant);
  expect((await getDeployment(tenant.scope, id)).status).toBe("lost");
  await repairUntil(id, isOver);
  expect(await sweepRepairs()).not.toContain(id);
  await rounds(id, 1);
  expect(await sweepRepairs()).not.toContain(id);
  expect((await repairsOf(id)).map(({ state }) => state)).toEqual(["succeeded"]);
  expect(await toldOf(id)).toEqual(["deployment.repaired"]);
  expect((await billOf(tenant)).machines).toHaveLength(2);
});

/** Its machine was lost, and another was made that its provider never brings up. */
async function madeAnewAndStuck(tenant: Tenant): Promise<string> {
  const id = await watched(tenant, { data: "ask" });
  await alone(tenant, `stuck-${id.slice(-6)}`);
  const { providerInstanceId: lost } = await getDeployment(tenant.scope, id);
  await endThere(tenant, lost ?? "");
  await lookTwice(tenant);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "boot-stuck" }, null);
  await sweepRepairs();
  await workUntil(tenant, id, ({ status, providerInstanceId }) => {
    return status === "provisioning" && providerInstanceId !== lost;
  });
  return id;
}

function changeRepairing(deploymentId: string, data: Prisma.OperationUpdateManyMutationInput) {
  const where = { deploymentId, kind: "repair", state: "open" };
  return asWorker((tx) => tx.operation.updateMany({ where, data }));
}

const longAgo = () => new Date(clock.now().getTime() - 3_600_000);

it("ends a machine made anew that never came up, also where a disk that stands would be asked about", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await madeAnewAndStuck(tenant);
  await changeRepairing(id, { deadline: longAgo() });
  await repairUntil(id, (state) => state !== "open");
  const [repair] = await repairsOf(id);
  expect(repair?.acts.map(({ outcome }) => outcome)).toEqual(["start-timeout"]);
  const { machines } = await billOf(tenant);
  expect(machines.map(({ endedAt }) => endedAt !== null)).toEqual([true, true]);
});

it("ends a machine made anew that never came up although repair was paused meanwhile", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await madeAnewAndStuck(tenant);
  await runVerb(pauseRepair, tenant.scope, { deploymentId: id, hours: null });
  await changeRepairing(id, { deadline: longAgo() });
  await repairUntil(id, (state) => state === "blocked");
  const { machines } = await billOf(tenant);
  expect(machines.map(({ endedAt }) => endedAt !== null)).toEqual([true, true]);
  expect(await getDeployment(tenant.scope, id)).toMatchObject({ status: "failed" });
});

it("leaves a machine made anew standing that may have run while nobody looked, and tells", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await madeAnewAndStuck(tenant);
  await changeRepairing(id, { deadline: longAgo(), runAfter: longAgo() });
  await repairUntil(id, (state) => state !== "open");
  const { machines } = await billOf(tenant);
  expect(machines.map(({ endedAt }) => endedAt !== null)).toEqual([true, false]);
  expect(await toldOf(id)).toEqual(["deployment.repair-exhausted"]);
});

it("keeps a machine made anew that ran and stopped before it was seen running", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await madeAnewAndStuck(tenant);
  const { providerInstanceId } = await getDeployment(tenant.scope, id);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "exited" });
  await workUntil(tenant, id, isDone);
  expect(await getDeployment(tenant.scope, id)).toMatchObject({
    status: "stopped",
    desired: "stopped",
    providerInstanceId,
  });
  const { machines } = await billOf(tenant);
  expect(machines.map(({ endedAt }) => endedAt !== null)).toEqual([true, false]);
});

it("goes on with the repair of a machine that was lost though its account cannot be listed", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await watched(tenant, { highest: "reboot" });
  await endThere(tenant, (await getDeployment(tenant.scope, id)).providerInstanceId ?? "");
  await lookTwice(tenant);
  await sweepRepairs();
  await rounds(id, 1);
  await lookInVain(tenant);
  await sweepRepairs();
  await lookTwice(tenant);
  await sweepRepairs();
  expect((await repairsOf(id)).map(({ state }) => state)).toEqual(["blocked"]);
  expect(await toldOf(id)).toEqual(["deployment.repair-blocked"]);
});

it("goes on with the repair of a machine that it has ended itself though the account cannot be listed", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await watched(tenant, { highest: "same-region" });
  // An account is looked at for the sake of the machines that it has.
  await workUntil(tenant, await askFor(tenant), isRunning);
  faults.set(id, "unreachable");
  await rounds(id, 4);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "no-capacity" }, null);
  await repairUntil(id, (state, reason) => state === "blocked" && reason === "no-capacity");
  await rounds(id, 1);
  await lookInVain(tenant);
  await sweepRepairs();
  expect((await repairsOf(id)).map(({ state }) => state)).toEqual(["blocked"]);
});

it("goes on though a round is over only once the machine it looked at was ended", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await watched(tenant, { highest: "same-region" });
  faults.set(id, "unreachable");
  await rounds(id, 4);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "no-capacity" }, null);
  await sweepRepairs();
  await workUntil(tenant, id, ({ operation }) => operation?.step === "verify");
  await rounds(id, 3);
  faults.set(id, "gpu-lost");
  await rounds(id, 1, async () => {
    await workUntil(tenant, id, isDone);
  });
  await sweepRepairs();
  expect(await repairsOf(id)).toMatchObject([{ state: "blocked", reason: "no-capacity" }]);
});

async function lookInVain(tenant: Tenant): Promise<void> {
  await setFault(tenant, { method: "GET", path: "/pods" }, { kind: "server-error" }, null);
  await look(tenant);
  const key = await asWorker((tx) =>
    tx.providerKey.findUniqueOrThrow({ where: { id: tenant.keyId } }),
  );
  expect(key.listFailure).not.toBeNull();
  await tenant.wire.control("DELETE", "faults");
}

async function endThere({ wire }: Tenant, machineId: string): Promise<void> {
  const { instances } = getProvider("runpod");
  await instances?.terminate(credentialsAt("runpod", wire.key), machineId, {});
}

async function lookTwice(tenant: Tenant): Promise<void> {
  await look(tenant);
  await look(tenant);
}

async function look({ keyId }: Tenant): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
}
