import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { setMachineRule } from "@/lib/deployments/idle/set-machine-rule";
import { setTeamRule } from "@/lib/deployments/idle/set-team-rule";
import { sweepIdle } from "@/lib/deployments/idle/sweep-idle";
import { runVerb } from "@/lib/verbs/run-verb";
import { giveTier } from "@/tests/factories/tiers";
import { makeTenant, rentTwins, type Tenant, workUntil } from "../operations/rented-world";
import { type Looked, launchLooked, lookInside } from "../watch-inside/look";

const twins = rentTwins();
const MINUTE_MS = 60_000;

/** A machine whose GPUs do nothing, as a look saw just now. */
async function launchIdle(tenant: Tenant): Promise<Looked> {
  const machine = await launchLooked(tenant);
  await machine.ail({ gpuPercent: 0 });
  await lookInside([machine.id]);
  return machine;
}

/** As if its idleness had begun earlier, and the last look had been then. */
async function passed(id: string, { idleFor = 250, seenAgo = 0 } = {}): Promise<void> {
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
  await asWorker((tx) =>
    tx.probeState.update({
      where: { deploymentId: id },
      data: { idleSince: ago(idleFor), gpuSeenAt: ago(seenAgo) },
    }),
  );
}

async function idleEventsOf(deploymentId: string) {
  const events = await asWorker((tx) =>
    tx.event.findMany({ where: { deploymentId, type: "deployment.idle" } }),
  );
  return events.map(({ data }) => data);
}

async function idleSinceOf(deploymentId: string): Promise<Date | null> {
  const row = await asWorker((tx) =>
    tx.probeState.findUniqueOrThrow({ where: { deploymentId }, select: { idleSince: true } }),
  );
  return row.idleSince;
}

const teamRule = ({ scope }: Tenant, act: string, minutes = 240) =>
  runVerb(setTeamRule, scope, { rule: { act, minutes } });

it("tells once of a machine that did nothing, by the team's rule, and anew only after it worked", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchIdle(tenant);
  await passed(machine.id);
  await sweepIdle();
  expect(await idleEventsOf(machine.id)).toEqual([]);
  await teamRule(tenant, "tell");
  await sweepIdle();
  await sweepIdle();
  expect(await idleEventsOf(machine.id)).toEqual([
    expect.objectContaining({ act: "tell", hours: "4", providerId: "runpod" }),
  ]);
  await machine.ail({ gpuPercent: 90 });
  await lookInside([machine.id]);
  expect(await idleSinceOf(machine.id)).toBeNull();
  await machine.ail({ gpuPercent: 0 });
  await lookInside([machine.id]);
  await sweepIdle();
  expect(await idleEventsOf(machine.id)).toHaveLength(1);
  await passed(machine.id);
  await sweepIdle();
  expect(await idleEventsOf(machine.id)).toHaveLength(2);
});

it("speaks anew by another rule of a machine that did nothing all the time", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchIdle(tenant);
  await passed(machine.id);
  await teamRule(tenant, "tell");
  await sweepIdle();
  await teamRule(tenant, "tell");
  expect(await sweepIdle()).toEqual([]);
  expect(await idleEventsOf(machine.id)).toHaveLength(1);
  await teamRule(tenant, "stop");
  expect(await sweepIdle()).toEqual([machine.id]);
  expect(await idleEventsOf(machine.id)).toHaveLength(2);
});

it("stops a machine whose own rule says so, and says why", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchIdle(tenant);
  const rule = { act: "stop", minutes: 60 };
  await runVerb(setMachineRule, tenant.scope, { deploymentId: machine.id, rule });
  await passed(machine.id, { idleFor: 59 });
  expect(await sweepIdle()).toEqual([]);
  await passed(machine.id, { idleFor: 61 });
  expect(await sweepIdle()).toEqual([machine.id]);
  const detail = await workUntil(tenant, machine.id, ({ status }) => status === "stopped");
  expect(detail.events.map(({ type }) => type)).toContain("deployment.idle");
  expect(detail.events.map(({ type }) => type)).not.toContain("deployment.stopped-unasked");
});

it("never stops a machine of which there are no fresh figures", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchIdle(tenant);
  await teamRule(tenant, "stop");
  await passed(machine.id, { idleFor: 1_000, seenAgo: 16 });
  expect(await sweepIdle()).toEqual([]);
  await machine.ail({ ssh: "down" });
  await lookInside([machine.id]);
  expect(await sweepIdle()).toEqual([]);
  await machine.ail({ ssh: "up" });
  await lookInside([machine.id]);
  expect(await sweepIdle()).toEqual([]);
  const since = await idleSinceOf(machine.id);
  expect(since?.getTime()).toBeGreaterThan(Date.now() - MINUTE_MS);
});

it("leaves a machine alone whose own rule is off, whatever the team's says", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchIdle(tenant);
  await teamRule(tenant, "stop");
  const rule = { act: "off", minutes: 60 };
  await runVerb(setMachineRule, tenant.scope, { deploymentId: machine.id, rule });
  await passed(machine.id);
  expect(await sweepIdle()).toEqual([]);
  await runVerb(setMachineRule, tenant.scope, { deploymentId: machine.id, rule: null });
  expect(await sweepIdle()).toEqual([machine.id]);
});

it("acts for teams whose tier has monitoring alone", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchIdle(tenant);
  await teamRule(tenant, "stop");
  await passed(machine.id);
  await giveTier(tenant.scope.team.id, "basic");
  expect(await sweepIdle()).toEqual([]);
  expect(await idleEventsOf(machine.id)).toEqual([]);
});

it("counts anew once the machine was started anew", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchIdle(tenant);
  await teamRule(tenant, "stop");
  await passed(machine.id);
  await asWorker((tx) =>
    tx.deployment.update({ where: { id: machine.id }, data: { statusSince: new Date() } }),
  );
  expect(await sweepIdle()).toEqual([]);
  await lookInside([]);
  expect(await idleSinceOf(machine.id)).toBeNull();
});
