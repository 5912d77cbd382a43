import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { sweepHealth } from "@/lib/health/sweep";
import { getProvider } from "@/lib/providers/registry";
import { sweepRepairs } from "@/lib/repair/sweep";
import { billOf, callsOf, makeTenant, rentTwins, type Tenant } from "../operations/rented-world";
import { credentialsAt } from "../sandbox/wire";
import { faults, repairsOf, repairUntil, rounds, toldOf, watched } from "./repair-world";

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

async function endThere({ wire }: Tenant, machineId: string): Promise<void> {
  const { instances } = getProvider("runpod");
  await instances?.terminate(credentialsAt("runpod", wire.key), machineId, {});
}

async function lookTwice({ keyId }: Tenant): Promise<void> {
  for (let look = 0; look < 2; look += 1) {
    await asWorker((tx) =>
      tx.providerKey.update({ where: { id: keyId }, data: { nextSweepAt: new Date(0) } }),
    );
    await sweepHealth();
  }
}
