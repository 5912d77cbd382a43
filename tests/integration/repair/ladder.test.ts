import { expect, it } from "vitest";
import { getDeployment } from "@/lib/deployments/queries";
import { billOf, callsOf, makeTenant, rentTwins } from "../operations/rented-world";
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
