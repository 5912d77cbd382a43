import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { readCosts } from "@/lib/costs/read-costs";
import { asWorker } from "@/lib/db";
import { sweepKey } from "@/lib/health/sweep-key";
import { newId } from "@/lib/ids";
import { readOverview } from "@/lib/overview/queries";
import { openProblems } from "@/lib/problems/queries";
import {
  askFor,
  isRunning,
  makeScope,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "@/tests/integration/operations/rented-world";

const twins = rentTwins();

async function makeRunning(): Promise<{ tenant: Tenant; id: string; machine: string }> {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant, { name: "run 7" });
  const { providerInstanceId } = await workUntil(tenant, id, isRunning);
  return { tenant, id, machine: providerInstanceId ?? "" };
}

const setKey = ({ keyId }: Tenant, data: Record<string, unknown>) =>
  asWorker((tx) => tx.providerKey.update({ where: { id: keyId }, data }));

describe("the open problems of a team", () => {
  it("are none where all is well", async () => {
    const { tenant } = await makeRunning();
    expect(await openProblems(tenant.scope)).toEqual({ problems: [], count: 0 });
    expect(await openProblems(await makeScope())).toEqual({ problems: [], count: 0 });
  });

  it("name a machine that its provider lost", async () => {
    const { tenant, id, machine } = await makeRunning();
    await tenant.wire.control("POST", `machines/${machine}/kill`, {});
    for (let looks = 0; looks < 2; looks += 1) {
      await sweepKey({ id: tenant.keyId, providerId: "runpod" });
    }
    expect(await openProblems(tenant.scope)).toMatchObject({
      problems: [{ kind: "machine-lost", deploymentId: id, name: "run 7" }],
      count: 1,
    });
  });

  it("name a key that is refused and one that cannot be opened", async () => {
    const tenant = await makeTenant(twins.sandbox);
    await setKey(tenant, { state: "refused", stateReason: "invalid-key" });
    expect(await openProblems(tenant.scope)).toMatchObject({
      problems: [{ kind: "key-refused", keyId: tenant.keyId, providerId: "runpod" }],
    });
    await setKey(tenant, { kekId: "nobody-has-it" });
    expect(await openProblems(tenant.scope)).toMatchObject({
      problems: [{ kind: "key-unreadable" }],
    });
  });

  it("name credit that does not last a day", async () => {
    const { tenant } = await makeRunning();
    const credit = (micros: bigint) =>
      setKey(tenant, {
        balanceMicros: micros,
        balanceCurrency: "USD",
        balanceAt: clock.now(),
      });
    await credit(10_000_000n);
    expect(await openProblems(tenant.scope)).toMatchObject({
      problems: [{ kind: "low-credit", keyId: tenant.keyId, hoursLeft: 3 }],
    });
    await credit(1_000_000_000n);
    expect((await openProblems(tenant.scope)).count).toBe(0);
  });

  it("name a machine that nobody owns, until somebody decides", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const id = newId("str");
    const now = clock.now();
    await asWorker((tx) =>
      tx.strayMachine.create({
        data: {
          id,
          teamId: tenant.scope.team.id,
          providerKeyId: tenant.keyId,
          providerInstanceId: "pod-1",
          firstSeenAt: now,
          lastSeenAt: now,
        },
      }),
    );
    expect(await openProblems(tenant.scope)).toMatchObject({
      problems: [{ kind: "stray", strayId: id, name: "pod-1" }],
    });
    await asWorker((tx) =>
      tx.strayMachine.update({ where: { id }, data: { decision: "ignored" } }),
    );
    expect((await openProblems(tenant.scope)).count).toBe(0);
  });
});

describe("the overview", () => {
  it("counts a team's own machines and what they cost an hour", async () => {
    const { tenant } = await makeRunning();
    const other = await makeRunning();
    const overview = await readOverview(tenant.scope);
    expect(overview.machines).toMatchObject({ running: 1, changing: 0, current: 1, total: 1 });
    expect(Number(overview.machines.perHour)).toBeGreaterThan(3.29);
    expect(overview.recent.map(({ name }) => name)).toEqual(["run 7"]);
    expect(overview.recent[0]?.id).not.toBe(other.id);
  });

  it("adds up the ledger by day, week and month, cut where the stretch is cut", async () => {
    const tenant = await makeTenant(twins.sandbox);
    const id = await askFor(tenant);
    const now = clock.now();
    const hours = (count: number) => new Date(now.getTime() - count * 3_600_000);
    const stretch = { deploymentId: id, teamId: tenant.scope.team.id, cause: "running" };
    await asWorker(async (tx) => {
      const { projectId } = await tx.deployment.findUniqueOrThrow({ where: { id } });
      await tx.usageSegment.createMany({
        data: [
          { fromAt: hours(24 * 40), toAt: hours(24 * 3), ratePerHourMicros: 1_000_000n },
          { fromAt: hours(24 * 3), toAt: hours(24 * 2), ratePerHourMicros: 2_500_000n },
        ].map((facts) => ({ ...stretch, ...facts, projectId, id: newId("seg") })),
      });
    });
    const { spend } = await readOverview(tenant.scope);
    const total = spend.days.reduce((sum, { amount }) => sum + Number(amount), 0);
    const oldest = new Date(`${spend.days[0]?.day}T00:00:00Z`).getTime();
    const expected = (hours(24 * 3).getTime() - oldest) / 3_600_000 + 24 * 2.5;
    expect(total).toBeCloseTo(expected, 3);
    expect(spend.days.at(-1)?.amount).toBe("0");
    expect(spend.today).toBe("0");
    const costs = await readCosts(tenant.scope);
    expect(Number(spend.month)).toBeCloseTo(Number(costs.totals.month), 4);
    expect(Number(spend.forecast)).toBeCloseTo(Number(costs.forecast), 3);
  });

  it("ticks the first steps off by what the team did", async () => {
    const scope = await makeScope();
    const started = await readOverview(scope);
    expect(started.firstSteps).toEqual({ keys: 0, machine: null, told: "mail" });
    const basic = { ...scope, team: { ...scope.team, tier: "basic" as const } };
    expect((await readOverview(basic)).firstSteps.told).toBeNull();
    const { tenant } = await makeRunning();
    const { firstSteps } = await readOverview(tenant.scope);
    expect(firstSteps).toMatchObject({ keys: 1, machine: "run 7" });
  });
});
