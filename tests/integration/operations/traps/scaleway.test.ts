import { expect, it } from "vitest";
import { z } from "zod";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { extend } from "@/lib/deployments/extend";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { sweepLeases } from "@/lib/deployments/sweep-leases";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { bringForward } from "@/lib/engine/bring-forward";
import { sweepHealth } from "@/lib/health/sweep";
import { newId } from "@/lib/ids";
import { microsFromDecimal } from "@/lib/money";
import { runVerb } from "@/lib/verbs/run-verb";
import { request } from "../../sandbox/wire";
import { askAt, type Life, pass, settleAt } from "../any-provider";
import {
  billOf,
  callsOf,
  eventually,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  rentTwins,
  setFault,
  workUntil,
} from "../rented-world";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LIFE_MS = 60_000;
const create = { method: "POST", path: "/servers$" };
const action = { method: "POST", path: "/action$" };
const twins = rentTwins();

const disks = z.object({ volumes: z.array(z.object({ listed: z.boolean() })) });

/** Neither a machine nor a disk of the account goes on costing money. */
async function expectNothingLeft({ tenant }: Life): Promise<void> {
  const bill = (await tenant.wire.control("GET", "bill")).body;
  expect(disks.parse(bill).volumes.filter(({ listed }) => listed)).toEqual([]);
  expect((await billOf(tenant)).machines.filter(({ listed }) => listed)).toEqual([]);
}

async function lookAtAccount({ tenant }: Life): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
}

const isFailed = ({ status, operation }: DeploymentDetail) =>
  status === "failed" && operation === null;

it(
  "switches on, script and all, the one machine whose launch stopped half-way",
  async () => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    await setFault(tenant, create, { kind: "answer-lost" });
    const startupScript = "#!/bin/sh\necho ready\n";
    const running = await workUntil(tenant, await askAt(life, { startupScript }), isRunning);
    expect(await callsOf(tenant, "POST", /\/servers$/)).toBe(1);
    expect((await billOf(tenant)).machines).toHaveLength(1);
    const [zone, native] = (running.providerInstanceId ?? "").split(":");
    const place = `/scaleway/instance/v1/zones/${zone}/servers/${native}/user_data/cloud-init`;
    const { key } = tenant.wire;
    const sent = await request(`${twins.sandbox.url}${place}`, "GET", undefined, key);
    expect(sent.text).toBe(startupScript);
  },
  LIFE_MS,
);

it.each([
  ["as it is switched on", [] as const],
  ["once its launch is finished", [[create, { kind: "answer-lost" }]] as const],
])(
  "a machine for which there is no room %s leaves neither itself nor its disk, and costs nothing",
  async (_when, before) => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    for (const [match, fault] of before) await setFault(tenant, match, fault);
    await setFault(tenant, action, { kind: "no-capacity" }, null);
    const failed = await workUntil(tenant, await askAt(life), isFailed);
    expect(failed.statusReason).toBe("no-capacity");
    await expectNothingLeft(life);
    expect(Number(ledgerOf(failed))).toBeLessThan(1_000);
  },
  LIFE_MS,
);

const setPrice = ({ tenant, offer }: Life, usd: string) =>
  tenant.wire.control("POST", "prices", { id: offer.instanceType, usd });

it(
  "a machine that costs more by now than was agreed to is not bought, and nothing is made",
  async () => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    await setPrice(life, "9.99");
    const failed = await workUntil(tenant, await askAt(life), isFailed);
    expect(failed.statusReason).toBe("refused");
    expect(await callsOf(tenant, "POST", /\/servers$/)).toBe(0);
    expect((await billOf(tenant)).machines).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a machine found half-way that became dearer meanwhile is not switched on, but ended",
  async () => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    await setFault(tenant, create, { kind: "answer-lost" });
    await setFault(tenant, { method: "GET", path: "/servers" }, { kind: "server-error" }, null);
    const deploymentId = await askAt(life);
    await eventually(
      async () => {
        await bringForward(deploymentId);
        return callsOf(tenant, "POST", /\/servers$/);
      },
      (count) => count === 1,
    );
    await setPrice(life, "9.99");
    await tenant.wire.control("DELETE", "faults");
    const failed = await workUntil(tenant, deploymentId, isFailed);
    expect(failed.statusReason).toBe("refused");
    expect(await callsOf(tenant, "POST", /\/action$/)).toBe(0);
    await expectNothingLeft(life);
  },
  LIFE_MS,
);

it(
  "a machine whose end was begun by its launch is ended, and never switched on without its system",
  async () => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    await setFault(tenant, action, { kind: "no-capacity" });
    await setFault(tenant, { method: "DELETE", path: "/volumes/" }, { kind: "server-error" });
    await workUntil(tenant, await askAt(life), isFailed);
    expect(await callsOf(tenant, "POST", /\/action$/)).toBe(1);
    await expectNothingLeft(life);
  },
  LIFE_MS,
);

/** What an earlier machine of the deployment has cost, in micro-dollars. */
const EARLIER_MICROS = 1_000_000n;

/** As after an offer that came to nothing, or before a machine that was made anew. */
async function addEarlierUse({ tenant }: Life, deploymentId: string): Promise<void> {
  const { scope } = tenant;
  const toAt = new Date(clock.now().getTime() - HOUR_MS);
  await asWorker((tx) =>
    tx.usageSegment.create({
      data: {
        id: newId("seg"),
        teamId: scope.team.id,
        projectId: scope.team.defaultProjectId,
        deploymentId,
        ratePerHourMicros: EARLIER_MICROS,
        cause: "running",
        fromAt: new Date(toAt.getTime() - HOUR_MS),
        toAt,
      },
      select: { id: true },
    }),
  );
}

it.each([
  ["switched on late", 5 * MINUTE_MS, isRunning],
  ["given up", HOUR_MS, isFailed],
])(
  "a later machine of a deployment that is found half-way and %s costs its disk alone while it is off",
  async (_what, unreachableMs, isThere) => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    const deploymentId = await askAt(life);
    await addEarlierUse(life, deploymentId);
    await setFault(tenant, create, { kind: "answer-lost" });
    await setFault(tenant, { method: "GET", path: "/servers/" }, { kind: "server-error" }, null);
    await workUntil(tenant, deploymentId, ({ status }) => status === "provisioning");
    const deadline = new Date(clock.now().getTime() + HOUR_MS / 2);
    await asWorker((tx) =>
      tx.operation.updateMany({ where: { deploymentId }, data: { deadline } }),
    );
    await pass(twins.sandbox, unreachableMs);
    await tenant.wire.control("DELETE", "faults");
    const there = await workUntil(tenant, deploymentId, isThere);
    const apart = ledgerOf(there) - EARLIER_MICROS - BigInt((await billOf(tenant)).totalMicros);
    const minuteMicros = Number(life.offer.pricePerHourMicros) / 60;
    expect(Math.abs(Number(apart))).toBeLessThan(2 * minuteMicros);
  },
  LIFE_MS,
);

it(
  "a machine that is off again after it was switched on is no capacity, is tried once more and ended",
  async () => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    await setFault(tenant, action, { kind: "boot-fails" }, 2);
    const failed = await workUntil(tenant, await askAt(life), isFailed);
    expect(failed.statusReason).toBe("no-capacity");
    await expectNothingLeft(life);
  },
  LIFE_MS,
);

it(
  "a stopped machine that finds no GPU any more stays stopped with that reason, and costs its disk",
  async () => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant, offer } = life;
    const deploymentId = await askAt(life);
    await workUntil(tenant, deploymentId, isRunning);
    await runVerb(stop, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, ({ status }) => status === "stopped");
    await setFault(tenant, action, { kind: "boot-fails" });
    await runVerb(start, tenant.scope, { deploymentId });
    const late = await workUntil(tenant, deploymentId, isDone);
    expect(late).toMatchObject({ status: "stopped", statusReason: "no-capacity" });
    const { instanceType: id, region } = offer;
    await tenant.wire.control("POST", "stock", { id, region, count: 0 });
    await runVerb(start, tenant.scope, { deploymentId });
    const refused = await workUntil(tenant, deploymentId, isDone);
    expect(refused).toMatchObject({ status: "stopped", statusReason: "no-capacity" });
    const stoppedPerHour = microsFromDecimal(refused.cost.nowPerHour) ?? 0n;
    expect(stoppedPerHour).toBeGreaterThan(0n);
    expect(stoppedPerHour * 20n).toBeLessThan(offer.pricePerHourMicros);
    await runVerb(terminate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isTerminated);
    await expectNothingLeft(life);
  },
  LIFE_MS,
);

it(
  "a machine shut down from inside is told as stopped and costs its full price, until it is off for good",
  async () => {
    const life = await settleAt(twins.sandbox, "scaleway");
    const { tenant } = life;
    const deploymentId = await askAt(life);
    const { providerInstanceId, cost } = await workUntil(tenant, deploymentId, isRunning);
    const kill = (how: string) =>
      tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how });
    await kill("exited");
    await lookAtAccount(life);
    const inPlace = await getDeployment(tenant.scope, deploymentId);
    expect(inPlace.status).toBe("stopped");
    expect(inPlace.cost.nowPerHour).toBe(cost.nowPerHour);
    await pass(twins.sandbox, HOUR_MS);
    await kill("off");
    await lookAtAccount(life);
    const off = await getDeployment(tenant.scope, deploymentId);
    expect(microsFromDecimal(off.cost.nowPerHour) ?? 0n).toBeLessThan(
      (microsFromDecimal(cost.nowPerHour) ?? 0n) / 20n,
    );
    await runVerb(terminate, tenant.scope, { deploymentId });
    const ended = await workUntil(tenant, deploymentId, isTerminated);
    await expectNothingLeft(life);
    const apart = Number(ledgerOf(ended) - BigInt((await billOf(tenant)).totalMicros));
    const minuteMicros = Number(microsFromDecimal(cost.nowPerHour) ?? 0n) / 60;
    expect(Math.abs(apart)).toBeLessThan(2 * minuteMicros);
  },
  LIFE_MS,
);

/** Shut down from inside, as it is seen: stopped, its GPU kept, its full price going on. */
async function shutDownInside() {
  const life = await settleAt(twins.sandbox, "scaleway");
  const { tenant } = life;
  const deploymentId = await askAt(life);
  const running = await workUntil(tenant, deploymentId, (one) => isRunning(one) && isDone(one));
  const machine = `machines/${running.providerInstanceId}/kill`;
  await tenant.wire.control("POST", machine, { how: "exited" });
  await lookAtAccount(life);
  const before = await callsOf(tenant, "POST", /\/action$/);
  const stops = async () => (await callsOf(tenant, "POST", /\/action$/)) - before;
  const perHour = microsFromDecimal(running.cost.nowPerHour) ?? 0n;
  const seen = () => getDeployment(tenant.scope, deploymentId);
  return { life, tenant, deploymentId, perHour, stops, seen };
}

const isCheap = (perHour: bigint) => (one: DeploymentDetail) =>
  one.status === "stopped" && isDone(one) && costNow(one) * 20n < perHour;
const costNow = ({ cost }: DeploymentDetail) => microsFromDecimal(cost.nowPerHour) ?? 0n;

async function endLease(deploymentId: string): Promise<readonly string[]> {
  await asWorker((tx) => tx.deployment.updateMany({ data: { leaseAct: null } }));
  const leaseEndsAt = new Date(clock.now().getTime() - MINUTE_MS);
  await asWorker((tx) =>
    tx.deployment.update({
      where: { id: deploymentId },
      data: { leaseAct: "stop", leaseEndsAt },
    }),
  );
  return sweepLeases();
}

it(
  "a machine shut down from inside is stopped for good where somebody asks for that",
  async () => {
    const { tenant, deploymentId, perHour, stops, seen } = await shutDownInside();
    const inPlace = await seen();
    expect(inPlace.can).toMatchObject({ stop: true, start: true });
    expect((microsFromDecimal(inPlace.cost.stoppedPerHour) ?? 0n) * 20n).toBeLessThan(perHour);
    const asked = await runVerb(stop, tenant.scope, { deploymentId });
    expect(asked.can.stop).toBe(false);
    const off = await workUntil(tenant, deploymentId, isCheap(perHour));
    expect(off).toMatchObject({ statusReason: null, can: { stop: false, start: true } });
    expect(off.cost.nowPerHour).toBe(inPlace.cost.stoppedPerHour);
    expect(await stops()).toBe(1);
    await runVerb(stop, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isDone);
    expect(await stops()).toBe(1);
    await runVerb(terminate, tenant.scope, { deploymentId });
    const ended = await workUntil(tenant, deploymentId, isTerminated);
    const apart = Number(ledgerOf(ended) - BigInt((await billOf(tenant)).totalMicros));
    expect(Math.abs(apart)).toBeLessThan((2 * Number(perHour)) / 60);
  },
  LIFE_MS,
);

it(
  "a machine shut down from inside is stopped for good at the end of its lease, and then left alone",
  async () => {
    const { tenant, deploymentId, perHour, stops } = await shutDownInside();
    expect(await endLease(deploymentId)).toEqual([deploymentId]);
    await workUntil(tenant, deploymentId, isCheap(perHour));
    expect(await stops()).toBe(1);
    expect(await sweepLeases()).toEqual([]);
  },
  LIFE_MS,
);

it(
  "a stop for good that is refused leaves the lease in force, tells of it once, and is asked for again",
  async () => {
    const { tenant, deploymentId, perHour, seen } = await shutDownInside();
    const refusal = { kind: "answer", status: 400, body: { message: "not now" } };
    await setFault(tenant, action, refusal, 2);
    const untilLater = async () => {
      const refused = await workUntil(tenant, deploymentId, isDone);
      expect(refused).toMatchObject({ status: "stopped", desired: "stopped", can: { stop: true } });
      expect(costNow(refused)).toBe(perHour);
      expect(await sweepLeases()).toEqual([]);
      await pass(twins.sandbox, 11 * MINUTE_MS);
    };
    expect(await endLease(deploymentId)).toEqual([deploymentId]);
    await untilLater();
    expect(await sweepLeases()).toEqual([deploymentId]);
    await untilLater();
    expect(await sweepLeases()).toEqual([deploymentId]);
    await workUntil(tenant, deploymentId, isCheap(perHour));
    const told = (await seen()).events.filter(({ type }) => type === "deployment.lease-not-kept");
    expect(told).toHaveLength(1);
  },
  LIFE_MS,
);

it(
  "an extended lease starts no machine that was shut down from inside",
  async () => {
    const { tenant, deploymentId, perHour, stops } = await shutDownInside();
    await endLease(deploymentId);
    const lease = { afterHours: 2, act: "stop" };
    const view = await runVerb(extend, tenant.scope, { deploymentId, lease });
    expect(view).toMatchObject({ desired: "stopped", lease: { endedAt: null } });
    await workUntil(tenant, deploymentId, isCheap(perHour));
    expect(await stops()).toBe(1);
  },
  LIFE_MS,
);
