import { expect, it } from "vitest";
import { setBudget } from "@/lib/budgets/set-budget";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { transition } from "@/lib/deployments/transition";
import { bringForward } from "@/lib/engine/bring-forward";
import { findReplacements } from "@/lib/repair/find-replacements";
import { pauseRepair, resumeRepair } from "@/lib/repair/pause";
import { getRepair } from "@/lib/repair/queries";
import { considerRepair, sweepRepairs } from "@/lib/repair/sweep";
import { proposedPolicy } from "@/lib/repair-policy/schema";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  addOffer,
  billOf,
  callsOf,
  eventually,
  makeTenant,
  rentTwins,
  runpodOffer,
  setFault,
  type Tenant,
} from "../operations/rented-world";
import {
  alone,
  faults,
  repairsOf,
  repairUntil,
  rounds,
  setPolicy,
  toldOf,
  watched,
} from "./repair-world";

const twins = rentTwins();
const isBlocked = (state: string) => state === "blocked";
const isOver = (state: string) => state !== "open" && state !== "blocked";

/** A machine that stays silent, however often it is restarted. */
async function silent(tenant: Tenant, policy: Parameters<typeof watched>[1] = {}): Promise<string> {
  const id = await watched(tenant, policy);
  faults.set(id, "unreachable");
  await rounds(id, 4);
  return id;
}

const whyNot = async (tenant: Tenant, id: string) => {
  const { due } = await getRepair(tenant.scope, id);
  return due?.kind === "hold" ? due.reason : due?.kind;
};

it("does nothing without a policy, and says so", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  await asWorker(
    (tx) => tx.$executeRaw`UPDATE deployment SET repair_policy = NULL WHERE id = ${id}`,
  );
  expect(await considerRepair(id)).toBe(false);
  expect(await repairsOf(id)).toEqual([]);
  expect(await whyNot(tenant, id)).toBe("off");
});

it("touches nothing while it is paused, and goes on once somebody says so", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  await runVerb(pauseRepair, tenant.scope, { deploymentId: id, hours: null });
  await sweepRepairs();
  expect(await whyNot(tenant, id)).toBe("paused");
  expect(await callsOf(tenant, "POST", /action$/)).toBe(0);
  expect(await toldOf(id)).toEqual(["deployment.unhealthy"]);
  await runVerb(resumeRepair, tenant.scope, { deploymentId: id });
  await sweepRepairs();
  await bringForward(id);
  expect(await callsOf(tenant, "POST", /action$/)).toBe(1);
});

it("asks before a disk is lost, tells once, and goes on when the loss is accepted", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { data: "ask" });
  await repairUntil(id, isBlocked);
  expect(await whyNot(tenant, id)).toBe("data-asks");
  for (let again = 0; again < 3; again += 1) await sweepRepairs();
  expect(await toldOf(id)).toEqual(["deployment.unhealthy", "deployment.repair-blocked"]);
  expect((await billOf(tenant)).machines).toHaveLength(1);
  await setPolicy(id, { data: "ephemeral" });
  faults.delete(id);
  const repairing = repairUntil(id, isOver);
  await repairing;
  const [repair] = await repairsOf(id);
  expect(["succeeded", "over"]).toContain(repair?.state);
});

it("keeps the old machine where every replacement is too dear", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { mostPerHour: "1" });
  await alone(tenant, `alone-${id.slice(-6)}`);
  await repairUntil(id, isBlocked);
  expect(await whyNot(tenant, id)).toBe("too-dear");
  const { machines } = await billOf(tenant);
  expect(machines.map(({ listed }) => listed)).toEqual([true]);
});

it("keeps the old machine where a replacement costs more in a day than may be", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { extraPerDay: "1" });
  const gpuModel = `day-${id.slice(-6)}`;
  await alone(tenant, gpuModel);
  const dearer = await addOffer({ ...runpodOffer, pricePerHourMicros: 3_500_000n });
  await asWorker(async (tx) => {
    await tx.offer.update({ where: { id: dearer }, data: { gpuModel } });
    await tx.offer.update({ where: { id: tenant.offerId }, data: { availability: "unavailable" } });
  });
  await repairUntil(id, isBlocked);
  expect(await whyNot(tenant, id)).toBe("day-extra");
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("never lets the next replacement be dearer because the last one was", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { extraPerDay: "100" });
  const gpuModel = `creep-${id.slice(-6)}`;
  await alone(tenant, gpuModel);
  const dearer = await addOffer({ ...runpodOffer, pricePerHourMicros: 3_900_000n });
  await asWorker(async (tx) => {
    await tx.offer.update({ where: { id: dearer }, data: { gpuModel } });
    await tx.offer.update({ where: { id: tenant.offerId }, data: { availability: "unavailable" } });
  });
  await repairUntil(id, isOver);
  expect((await getDeployment(tenant.scope, id)).cost.quotedPerHour).toBe("3.9");
  const { launchedPerHour, mostPerHour } = await getRepair(tenant.scope, id);
  expect(Number(mostPerHour) / Number(launchedPerHour)).toBeCloseTo(1.2, 5);
  expect(Number(launchedPerHour)).toBeLessThan(3.6);
});

it("buys nothing that a budget which holds has no room for", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { extraPerDay: "1000" });
  const gpuModel = `budget-${id.slice(-6)}`;
  await alone(tenant, gpuModel);
  const dearer = await addOffer({ ...runpodOffer, pricePerHourMicros: 3_900_000n });
  await asWorker(async (tx) => {
    await tx.offer.update({ where: { id: dearer }, data: { gpuModel } });
    await tx.offer.update({ where: { id: tenant.offerId }, data: { availability: "unavailable" } });
  });
  const budget = { covers: "team", monthly: "0.01", warnAt: [100], holds: true };
  await runVerb(setBudget, tenant.scope, budget);
  await repairUntil(id, isBlocked);
  expect(await whyNot(tenant, id)).toBe("budget-reached");
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("waits where the provider has none, with nothing left that costs money, and tries again", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "no-capacity" }, null);
  await repairUntil(id, (state, reason) => isBlocked(state) && reason === "no-capacity");
  const { machines } = await billOf(tenant);
  expect(machines.every(({ endedAt }) => endedAt !== null)).toBe(true);
  const view = await getDeployment(tenant.scope, id);
  expect(view).toMatchObject({ status: "failed", statusReason: "repair-waits", endedAt: null });
  expect(view.cost.nowPerHour).toBe("0");
  await tenant.wire.control("DELETE", "faults");
  faults.delete(id);
  await asWorker((tx) => tx.$executeRaw`DELETE FROM breaker`);
  await asWorker((tx) =>
    tx.repair.updateMany({ where: { deploymentId: id }, data: { retryAt: new Date(0) } }),
  );
  await repairUntil(id, (state) => state === "succeeded");
  expect((await getDeployment(tenant.scope, id)).status).toBe("running");
  expect((await billOf(tenant)).maxConcurrent).toBe(1);
});

it("yields at once to a person who ends the machine", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  await sweepRepairs();
  await bringForward(id);
  await runVerb(terminate, tenant.scope, { deploymentId: id });
  await eventually(
    async () => {
      await bringForward(id);
      return getDeployment(tenant.scope, id);
    },
    ({ status }) => status === "terminated",
  );
  await sweepRepairs();
  const [repair] = await repairsOf(id);
  expect(repair?.state).toBe("superseded");
  expect((await billOf(tenant)).machines).toHaveLength(1);
});

it("is begun once by two workers at once", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  await Promise.all([considerRepair(id), considerRepair(id), considerRepair(id)]);
  expect(await repairsOf(id)).toHaveLength(1);
  const open = await asWorker((tx) =>
    tx.operation.count({ where: { deploymentId: id, kind: "repair" } }),
  );
  expect(open).toBe(1);
});

it("stops after five repairs within a day", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  const now = Date.now();
  await asWorker((tx) =>
    tx.repair.createMany({
      data: [1, 2, 3, 4, 5].map((hours) => ({
        id: `rep_${id.slice(4)}${hours}`,
        teamId: tenant.scope.team.id,
        deploymentId: id,
        state: "succeeded",
        fault: "unreachable",
        openedAt: new Date(now - hours * 3_600_000 - 60_000),
        begunAt: new Date(now - hours * 3_600_000 - 60_000),
        endedAt: new Date(now - hours * 3_600_000),
        beforePerHourMicros: 1n,
      })),
    }),
  );
  expect(await considerRepair(id)).toBe(false);
  expect(await whyNot(tenant, id)).toBe("too-many-repairs");
  expect(await toldOf(id)).toContain("deployment.repair-blocked");
});

it("leaves a machine alone that was taken for lost and stands after all", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await watched(tenant);
  await asWorker(async (tx) => {
    await transition(tx, id, { to: "lost", reason: "gone", cause: "provider", at: new Date() });
    await tx.healthState.update({
      where: { deploymentId: id },
      data: {
        verdict: "unhealthy",
        fault: "gone",
        firstAct: "recreate",
        providerSays: "unhealthy",
      },
    });
  });
  await sweepRepairs();
  await bringForward(id);
  expect(await callsOf(tenant, "DELETE", /pods/)).toBe(0);
  expect(await whyNot(tenant, id)).toBe("came-back");
  const [repair] = await repairsOf(id);
  expect(repair?.acts.map(({ outcome }) => outcome)).toEqual(["came-back"]);
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: true }]);
});

it("does nothing more to a machine that somebody stopped at its provider meanwhile", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  const { providerInstanceId } = await getDeployment(tenant.scope, id);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "exited" });
  await sweepRepairs();
  await bringForward(id);
  expect(await getDeployment(tenant.scope, id)).toMatchObject({
    status: "stopped",
    statusReason: "stopped-outside",
    desired: "stopped",
  });
  await sweepRepairs();
  expect((await repairsOf(id))[0]).toMatchObject({ state: "superseded", reason: "not-wanted" });
  expect(await callsOf(tenant, "POST", /action$/)).toBe(0);
});

it("does not do what it chose once nobody wants that any more, however long it waited", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { highest: "same-region" });
  await tenant.wire.control("POST", "outage", { on: true });
  await sweepRepairs();
  await bringForward(id);
  await runVerb(pauseRepair, tenant.scope, { deploymentId: id, hours: null });
  await tenant.wire.control("POST", "outage", { on: false });
  await eventually(
    async () => {
      await bringForward(id);
      return repairsOf(id);
    },
    ([repair]) => repair?.state === "blocked",
  );
  expect(await whyNot(tenant, id)).toBe("paused");
  expect(await callsOf(tenant, "POST", /action$/)).toBe(0);
});

it("waits while a restarted machine is on its way up, as its provider tells late", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  await tenant.wire.control("POST", "settings", { bootMs: 60_000 });
  await sweepRepairs();
  for (let turn = 0; turn < 30; turn += 1) await bringForward(id);
  const [repair] = await repairsOf(id);
  expect(repair).toMatchObject({ state: "open" });
  expect(repair?.acts.map(({ rung, outcome }) => [rung, outcome])).toEqual([["reboot", null]]);
  expect(await callsOf(tenant, "DELETE", /pods/)).toBe(0);
});

it("counts a machine that was paid and never ran as a rebuild, and asks for no more of that offer", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant);
  await alone(tenant, `boot-${id.slice(-6)}`);
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "boot-fails" }, null);
  await repairUntil(id, isOver);
  const [repair] = await repairsOf(id);
  expect(repair?.acts.map(({ rung, outcome }) => [rung, outcome])).toEqual([
    ["reboot", "still-unhealthy"],
    ["same-region", "boot-failed"],
  ]);
  expect(repair?.state).toBe("exhausted");
  const { rebuildsToday } = await getRepair(tenant.scope, id);
  expect(rebuildsToday).toBe(1);
  expect((await billOf(tenant)).machines).toHaveLength(2);
});

it("is blocked, and not under way, where the same is in the way once more", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { data: "ask" });
  await repairUntil(id, isBlocked);
  const left = { state: "open", reason: "data-asks" };
  await asWorker((tx) => tx.repair.updateMany({ where: { deploymentId: id }, data: left }));
  await sweepRepairs();
  expect((await repairsOf(id))[0]).toMatchObject({ state: "blocked", reason: "data-asks" });
});

it("tries the nearest offers first, however many cheaper ones are further away", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await silent(tenant, { highest: "other-region" });
  const gpuModel = `near-${id.slice(-6)}`;
  await alone(tenant, gpuModel);
  for (let cheaper = 0; cheaper < 9; cheaper += 1) {
    const offer = { ...runpodOffer, region: `EU-${cheaper}`, pricePerHourMicros: 2_000_000n };
    const further = await addOffer(offer);
    await asWorker((tx) => tx.offer.update({ where: { id: further }, data: { gpuModel } }));
  }
  const row = await asWorker((tx) => tx.deployment.findUniqueOrThrow({ where: { id } }));
  const { replacements } = await asWorker((tx) =>
    findReplacements(tx, row, {
      policy: { ...proposedPolicy, data: "ephemeral", highest: "other-region" },
      from: "same-region",
      launchedAt: 3_300_000n,
      tier: "pro",
      except: new Set(),
      now: new Date(),
    }),
  );
  expect(replacements.map(({ rung }) => rung).slice(0, 2)).toEqual(["same-region", "other-region"]);
  expect(replacements).toHaveLength(8);
});
