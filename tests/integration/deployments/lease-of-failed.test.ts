import { expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { sweepLeases } from "@/lib/deployments/sweep-leases";
import { sweepHealth } from "@/lib/health/sweep";
import type { Instance } from "@/lib/providers/contract";
import { playProvider } from "../operations/played-provider";
import {
  askFor,
  isDone,
  isRunning,
  makeTenant,
  rentTwins,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const HOUR_MS = 3_600_000;

/** Plays a provider where a machine that failed goes on costing money and can still be stopped. */
const broken = new Set<string>();
const seen = (one: Instance): Instance =>
  broken.has(one.id) && one.status === "running" ? { ...one, status: "failed" } : one;
playProvider({
  capabilities: {},
  instances: (real) => ({
    list: async (c, x) => (await real.list(c, x)).map(seen),
    async get(c, id, x) {
      const found = await real.get(c, id, x);
      return found && seen(found);
    },
  }),
});

it("stops a machine that failed and goes on costing money, once its spend is reached", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant);
  const running = await workUntil(tenant, id, (one) => isRunning(one) && isDone(one));
  broken.add(running.providerInstanceId ?? "");
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
  const failed = await getDeployment(tenant.scope, id);
  expect(failed.status).toBe("failed");
  expect(failed.cost.nowPerHour).toBe(running.cost.runningPerHour);
  await asWorker(async (tx) => {
    const fromAt = new Date(clock.now().getTime() - HOUR_MS);
    await tx.usageSegment.updateMany({ where: { deploymentId: id }, data: { fromAt } });
    const lease = { leaseAct: "stop", leaseSpendMicros: 1_000_000n };
    await tx.deployment.update({ where: { id }, data: lease });
  });
  expect(await sweepLeases()).toEqual([id]);
  const { cost } = await workUntil(tenant, id, (one) => one.status === "stopped" && isDone(one));
  expect(cost.nowPerHour).toBe(cost.stoppedPerHour);
  expect(Number(cost.nowPerHour)).toBeLessThan(Number(running.cost.runningPerHour) / 10);
  expect(await sweepLeases()).toEqual([]);
});
