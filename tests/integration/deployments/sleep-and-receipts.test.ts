import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { sweepHealth } from "@/lib/health/sweep";
import type { Instance } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import { runVerb } from "@/lib/verbs/run-verb";
import { playProvider } from "../operations/played-provider";
import {
  askFor,
  billOf,
  callsOf,
  eventually,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const twins = rentTwins();
const isStopped = ({ status }: { readonly status: string }) => status === "stopped";
const rowOf = (id: string) => asWorker((tx) => tx.deployment.findUniqueOrThrow({ where: { id } }));

async function running(tenant: Tenant): Promise<string> {
  const id = await askFor(tenant, { diskGb: 100 });
  await workUntil(tenant, id, isRunning);
  return id;
}

async function sendToSleep(tenant: Tenant, id: string): Promise<void> {
  await runVerb(stop, tenant.scope, { deploymentId: id });
  await asWorker((tx) => tx.deployment.update({ where: { id }, data: { stopMode: "hibernate" } }));
}

it("stops a machine first where only a stopped one can sleep, and books what sleep costs", async () => {
  const slept: string[] = [];
  playProvider({
    capabilities: { hibernate: "while-stopped", hibernatedBilling: "nothing" },
    instances: (real) => ({
      async hibernate(credentials, id, context) {
        const machine = await real.get(credentials, id, context);
        if (machine?.status !== "stopped") throw new ProviderError("conflict");
        slept.push(id);
      },
    }),
  });
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  await sendToSleep(tenant, id);
  const asleep = await workUntil(tenant, id, isStopped);
  expect(asleep).toMatchObject({ statusReason: "hibernated", cost: { nowPerHour: "0" } });
  expect(slept).toEqual([asleep.providerInstanceId]);
  expect(asleep.operations[0]?.calls.map(({ verb }) => verb)).toEqual(["stop", "hibernate"]);
  expect(asleep.events[0]?.type).toBe("deployment.stopped");

  await runVerb(start, tenant.scope, { deploymentId: id });
  expect((await workUntil(tenant, id, isRunning)).statusReason).toBeNull();
});

it("sends a running machine to sleep in one call where the provider can", async () => {
  playProvider({
    capabilities: { hibernate: "while-running", hibernatedBilling: "disk" },
    instances: (real) => (real.stop ? { hibernate: real.stop } : {}),
  });
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  await sendToSleep(tenant, id);
  const asleep = await workUntil(tenant, id, isStopped);
  expect(asleep.statusReason).toBe("hibernated");
  expect(asleep.operations[0]?.calls.map(({ verb }) => verb)).toEqual(["hibernate"]);
  expect(asleep.cost.nowPerHour).toBe(asleep.cost.stoppedPerHour);
});

/** Plays a provider that tells what sleep costs where it is said so, and nothing of it where not. */
function playSleepPrice(told: { readonly rate: bigint | null }): void {
  const asleepAt = (one: Instance) =>
    one.status === "stopped" ? { ...one, ratePerHourMicros: told.rate } : one;
  playProvider({
    capabilities: {
      hibernate: "while-running",
      hibernatedBilling: "disk",
      stoppedDiskMicrosPerGbMonth: 0n,
    },
    instances: (real) => ({
      ...(real.stop && { hibernate: real.stop }),
      list: async (c, x) => (await real.list(c, x)).map(asleepAt),
      async get(c, id, x) {
        const found = await real.get(c, id, x);
        return found && asleepAt(found);
      },
    }),
  });
}

function seenUntil(
  tenant: Tenant,
  id: string,
  isSeen: (cost: DeploymentDetail["cost"]) => boolean,
) {
  const due = { nextSweepAt: new Date(0) };
  return eventually(
    async () => {
      await asWorker((tx) => tx.providerKey.update({ where: { id: tenant.keyId }, data: due }));
      await sweepHealth();
      return getDeployment(tenant.scope, id);
    },
    ({ cost }) => isSeen(cost),
  );
}

it("counts the price of sleep that is told at once as no price of a stopped machine", async () => {
  playSleepPrice({ rate: 16_397n });
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  const { stoppedPerHourMicros: before } = await rowOf(id);
  await sendToSleep(tenant, id);
  await workUntil(tenant, id, isStopped);
  await seenUntil(tenant, id, ({ nowPerHour }) => nowPerHour === "0.016397");
  expect((await rowOf(id)).stoppedPerHourMicros).toBe(before);
});

it("says that nobody tells what sleep costs, and counts the price that is told later from its beginning", async () => {
  const told: { rate: bigint | null } = { rate: null };
  playSleepPrice(told);
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  await sendToSleep(tenant, id);
  await workUntil(tenant, id, isStopped);
  const seen = (isUntold: boolean) =>
    seenUntil(tenant, id, (cost) => (cost.sleepPriceUntoldSince !== null) === isUntold);
  const open = () =>
    asWorker((tx) => tx.usageSegment.findFirstOrThrow({ where: { deploymentId: id, toAt: null } }));
  await seen(true);
  const before = await open();
  told.rate = 13_699n;
  await seen(false);
  expect(await open()).toEqual({ ...before, ratePerHourMicros: 13_699n });
  told.rate = null;
  expect((await seen(true)).cost.nowPerHour).toBe("0.013699");
});

it("follows a machine that has another id once it was started, also when the answer was lost", async () => {
  const renamed = new Set<string>();
  const lost = { answers: 0 };
  const known = (one: Instance) => (renamed.has(one.id) ? { ...one, id: `${one.id}-2` } : one);
  const realId = (id: string) => id.replace(/-2$/, "");
  playProvider({
    capabilities: { startMayRename: true },
    instances: (real) => ({
      list: async (c, x) => (await real.list(c, x)).map(known),
      async get(c, id, x) {
        const found = await real.get(c, realId(id), x);
        return found && known(found).id === id ? known(found) : null;
      },
      terminate: (c, id, x) => real.terminate(c, realId(id), x),
      async start(c, id, x) {
        await real.start?.(c, realId(id), x);
        renamed.add(realId(id));
        lost.answers -= 1;
        if (lost.answers >= 0) throw new ProviderError("ambiguous");
        return { id: `${realId(id)}-2` };
      },
    }),
  });
  for (const answers of [0, 1]) {
    lost.answers = answers;
    const tenant = await makeTenant(twins.sandbox);
    const id = await running(tenant);
    await runVerb(stop, tenant.scope, { deploymentId: id });
    const before = await workUntil(tenant, id, isStopped);
    await runVerb(start, tenant.scope, { deploymentId: id });
    const after = await workUntil(tenant, id, isRunning);
    expect(after.providerInstanceId).toBe(`${before.providerInstanceId}-2`);
    expect(await callsOf(tenant, "POST", /\/action$/)).toBe(2);
    await runVerb(terminate, tenant.scope, { deploymentId: id });
    await workUntil(tenant, id, isTerminated);
    expect((await billOf(tenant)).machines).toMatchObject([{ listed: false }]);
  }
});

it("says of a machine that was taken for a higher bid that it was, and tells of it", async () => {
  playProvider({
    capabilities: {},
    instances: (real) => ({
      list: async (c, x) =>
        (await real.list(c, x)).map((one) => ({ ...one, isPreempted: one.status === "stopped" })),
    }),
  });
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  const { providerInstanceId } = await rowOf(id);
  await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "exited" });
  const stopped = await eventually(async () => {
    const due = { nextSweepAt: new Date(0) };
    await asWorker((tx) => tx.providerKey.update({ where: { id: tenant.keyId }, data: due }));
    await sweepHealth();
    return rowOf(id);
  }, isStopped);
  expect(stopped).toMatchObject({ statusReason: "preempted", desired: "running" });
  const told = await asWorker((tx) =>
    tx.event.count({ where: { deploymentId: id, type: "deployment.stopped-unasked" } }),
  );
  expect(told).toBe(1);
});

it("keeps the provider's own price as a receipt and says nothing where it is the one agreed to", async () => {
  playProvider({ capabilities: {}, instances: () => ({}) });
  const tenant = await makeTenant(twins.sandbox);
  const id = await running(tenant);
  const row = await rowOf(id);
  expect(row.firstRunningAt).not.toBeNull();
  expect(row.receiptPerHourMicros).toBe(row.ratePerHourMicros);
  expect(row.receiptPerHourMicros).toBeGreaterThan(row.quotedPerHourMicros);
  expect(await differences(id)).toEqual([]);
});

it("tells of another price than the one agreed to, once, with both", async () => {
  playProvider({
    capabilities: {},
    instances: (real) => ({
      async get(c, id, x) {
        const found = await real.get(c, id, x);
        return found && { ...found, ratePerHourMicros: (found.ratePerHourMicros ?? 0n) + 500_000n };
      },
    }),
  });
  const tenant = await makeTenant(twins.sandbox);
  const id = await askFor(tenant, { diskGb: 10 });
  await workUntil(tenant, id, isRunning);
  expect(await differences(id)).toMatchObject([{ quoted: "3.29137", price: "3.79137" }]);
});

async function differences(deploymentId: string): Promise<unknown[]> {
  const rows = await asWorker((tx) =>
    tx.event.findMany({ where: { deploymentId, type: "deployment.price-differs" } }),
  );
  return rows.map(({ data }) => data);
}
