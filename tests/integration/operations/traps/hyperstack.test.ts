import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { setChecks } from "@/lib/deployments/checks/set-checks";
import { hibernate } from "@/lib/deployments/hibernate";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { sweepHealth } from "@/lib/health/sweep";
import { microsToDecimal } from "@/lib/money";
import { runVerb } from "@/lib/verbs/run-verb";
import { askAt, pass, settleAt } from "../any-provider";
import {
  type Bill,
  billOf,
  callsOf,
  eventually,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../rented-world";

const HOUR_MS = 3_600_000;
const LIFE_MS = 60_000;
/** What the twin bills an hour of a sleeping machine: its root disk and its address. */
const ASLEEP_MICROS = 16_397n;
const twins = rentTwins();

/** A machine that runs, and the team whose it is. */
async function running() {
  const life = await settleAt(twins.sandbox, "hyperstack");
  const deploymentId = await askAt(life);
  await workUntil(life.tenant, deploymentId, isRunning);
  return { ...life, deploymentId };
}

const isAsleep = ({ status, statusReason, operation }: DeploymentDetail) =>
  status === "stopped" && statusReason === "hibernated" && operation === null;

/** Looks at it until it is seen to cost this much. */
async function seenAt(tenant: Tenant, deploymentId: string, nowPerHour: string): Promise<void> {
  const due = { nextSweepAt: new Date(0) };
  await eventually(
    async () => {
      await asWorker((tx) => tx.providerKey.update({ where: { id: tenant.keyId }, data: due }));
      await sweepHealth();
      return getDeployment(tenant.scope, deploymentId);
    },
    ({ cost }) => cost.nowPerHour === nowPerHour && cost.sleepPriceUntoldSince === null,
  );
}

const isBeingMade = ({ status, providerInstanceId }: DeploymentDetail) =>
  status === "provisioning" && providerInstanceId !== null;

const isRefusedItsEnd = ({ operations: [last] }: DeploymentDetail) =>
  last?.kind === "delete" && last.calls.some(({ status }) => status === "FAILED");

/** As it refuses the end of a machine that it is still making. */
const notYet = {
  kind: "answer",
  status: 400,
  body: { status: false, message: "The virtual machine is currently being created." },
};

it(
  "put to sleep costs its disk and its address alone, and wakes at the address it had",
  async () => {
    const { tenant, deploymentId, offer } = await running();
    const { ssh } = await workUntil(tenant, deploymentId, isDone);
    await runVerb(hibernate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isAsleep);
    expect(await callsOf(tenant, "GET", /\/hibernate$/)).toBe(1);
    await seenAt(tenant, deploymentId, microsToDecimal(ASLEEP_MICROS));
    await pass(twins.sandbox, 100 * HOUR_MS);
    const asleep = await getDeployment(tenant.scope, deploymentId);
    const bill = BigInt((await billOf(tenant)).totalMicros);
    expect(bill).toBeGreaterThan(100n * ASLEEP_MICROS);
    const apart = ledgerOf(asleep) - bill;
    expect(apart < 0n ? -apart : apart).toBeLessThan(offer.pricePerHourMicros / 30n);
    expect(asleep.cost.stoppedPerHour).toBe(microsToDecimal(offer.pricePerHourMicros));
    await runVerb(start, tenant.scope, { deploymentId });
    const awake = await workUntil(tenant, deploymentId, isRunning);
    expect(awake.ssh).toEqual(ssh);
    expect(await callsOf(tenant, "GET", /\/hibernate-restore$/)).toBe(1);
    expect((await billOf(tenant)).maxConcurrent).toBe(1);
  },
  LIFE_MS,
);

it(
  "put to sleep at Hyperstack costs what it does asleep, and in full once it is stopped",
  async () => {
    const { tenant, deploymentId, offer } = await running();
    const { providerInstanceId: machine } = await workUntil(tenant, deploymentId, isDone);
    await tenant.wire.call("GET", `/core/virtual-machines/${machine}/hibernate?retain_ip=true`);
    await seenAt(tenant, deploymentId, microsToDecimal(ASLEEP_MICROS));
    await runVerb(start, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isRunning);
    await runVerb(stop, tenant.scope, { deploymentId });
    const isOff = (one: DeploymentDetail) => one.status === "stopped" && isDone(one);
    const { cost } = await workUntil(tenant, deploymentId, isOff);
    const full = microsToDecimal(offer.pricePerHourMicros);
    expect(cost).toMatchObject({ nowPerHour: full, stoppedPerHour: full });
  },
  LIFE_MS,
);

it(
  "is woken as soon as it sleeps, where that is wished for while it falls asleep",
  async () => {
    const { tenant, deploymentId } = await running();
    await runVerb(hibernate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isAsleep);
    await runVerb(start, tenant.scope, { deploymentId });
    const awake = await workUntil(tenant, deploymentId, isRunning);
    expect(awake.statusReason).toBeNull();
    expect(await callsOf(tenant, "GET", /\/hibernate-restore$/)).toBe(1);
  },
  LIFE_MS,
);

it(
  "that finds no GPU to wake with says so, sleeps on, and can be woken later",
  async () => {
    const { tenant, deploymentId, offer } = await running();
    await runVerb(hibernate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isAsleep);
    await pass(twins.sandbox, HOUR_MS);
    const stock = { id: offer.gpuSpelling, region: offer.region };
    await tenant.wire.control("POST", "stock", { ...stock, count: 0 });
    await runVerb(start, tenant.scope, { deploymentId });
    const refused = await workUntil(tenant, deploymentId, isDone);
    expect(refused).toMatchObject({ status: "stopped", statusReason: "no-capacity" });
    await tenant.wire.control("POST", "stock", { ...stock, count: 8 });
    await runVerb(start, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isRunning);
  },
  LIFE_MS,
);

it(
  "is asleep though the answer to that got lost",
  async () => {
    const { tenant, deploymentId } = await running();
    await setFault(tenant, { method: "GET", path: "/hibernate$" }, { kind: "answer-lost" });
    await runVerb(hibernate, tenant.scope, { deploymentId });
    const asleep = await workUntil(tenant, deploymentId, isDone);
    expect(asleep).toMatchObject({ status: "stopped", statusReason: "hibernated" });
    expect(asleep.cost.nowPerHour).toBe("0");
    expect(await callsOf(tenant, "GET", /\/hibernate$/)).toBe(1);
    await seenAt(tenant, deploymentId, microsToDecimal(ASLEEP_MICROS));
  },
  LIFE_MS,
);

it(
  "that is shut off where it should have slept is told as stopped, and costs its full price",
  async () => {
    const { tenant, deploymentId, offer } = await running();
    await runVerb(hibernate, tenant.scope, { deploymentId });
    const { providerInstanceId } = await workUntil(tenant, deploymentId, isAsleep);
    const how = "exited";
    await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how });
    await seenAt(tenant, deploymentId, microsToDecimal(offer.pricePerHourMicros));
    const off = await getDeployment(tenant.scope, deploymentId);
    expect(off).toMatchObject({ status: "stopped", statusReason: null });
  },
  LIFE_MS,
);

it(
  "that is shut off by the time its sleep is looked at is told as stopped, and costs its full price",
  async () => {
    const { tenant, deploymentId, offer } = await running();
    const taken = { status: true, message: "Virtual machine is being hibernated" };
    const unmoved = { kind: "answer", status: 200, body: taken };
    await setFault(tenant, { method: "GET", path: "/hibernate$" }, unmoved);
    await runVerb(hibernate, tenant.scope, { deploymentId });
    const isTaken = ({ operations: [last] }: DeploymentDetail) =>
      last?.calls.some(({ verb, status }) => verb === "hibernate" && status === "OK") ?? false;
    const { providerInstanceId } = await workUntil(tenant, deploymentId, isTaken);
    const how = "exited";
    await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how });
    const off = await workUntil(tenant, deploymentId, isDone);
    expect(off).toMatchObject({ status: "stopped", statusReason: null });
    expect(off.cost.nowPerHour).toBe(microsToDecimal(offer.pricePerHourMicros));
  },
  LIFE_MS,
);

it(
  "is stopped by one call though that is a GET whose answer got lost",
  async () => {
    const { tenant, deploymentId } = await running();
    await setFault(tenant, { method: "GET", path: "/stop$" }, { kind: "answer-lost" });
    await runVerb(stop, tenant.scope, { deploymentId });
    const stopped = await workUntil(tenant, deploymentId, isDone);
    expect(stopped).toMatchObject({ status: "stopped", statusReason: null });
    expect(await callsOf(tenant, "GET", /\/stop$/)).toBe(1);
  },
  LIFE_MS,
);

it(
  "costs money from when it runs though its end was asked for while it was being made",
  async () => {
    const life = await settleAt(twins.sandbox, "hyperstack");
    const { tenant, offer } = life;
    await tenant.wire.control("POST", "settings", { bootMs: 3_000 });
    const deploymentId = await askAt(life);
    await workUntil(tenant, deploymentId, isBeingMade);
    await setFault(tenant, { method: "DELETE" }, notYet, null);
    await runVerb(terminate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isRefusedItsEnd);
    const price = microsToDecimal(offer.pricePerHourMicros);
    await workUntil(tenant, deploymentId, ({ cost }) => cost.nowPerHour === price);
    await pass(twins.sandbox, 3 * HOUR_MS);
    await tenant.wire.control("DELETE", "faults");
    const ended = await workUntil(tenant, deploymentId, isTerminated);
    await pass(twins.sandbox, HOUR_MS);
    const bill = BigInt((await billOf(tenant)).totalMicros);
    const apart = ledgerOf(ended) - bill;
    expect(bill).toBeGreaterThan(3n * offer.pricePerHourMicros);
    expect(apart < 0n ? -apart : apart).toBeLessThanOrEqual(offer.pricePerHourMicros / 58n);
    expect(ended.segments.every(({ toAt }) => toAt !== null)).toBe(true);
  },
  LIFE_MS,
);

it(
  "costs what is billed though it came up unseen before it was ended",
  async () => {
    const life = await settleAt(twins.sandbox, "hyperstack");
    const { tenant } = life;
    await tenant.wire.control("POST", "settings", { bootMs: 3_000 });
    const deploymentId = await askAt(life);
    await workUntil(tenant, deploymentId, isBeingMade);
    const isUp = ({ machines: [made] }: Bill) => made?.state === "ACTIVE";
    await eventually(() => billOf(tenant), isUp);
    await runVerb(terminate, tenant.scope, { deploymentId });
    const ended = await workUntil(tenant, deploymentId, isTerminated);
    await pass(twins.sandbox, HOUR_MS);
    const { totalMicros } = await billOf(tenant);
    expect(totalMicros).not.toBe("0");
    expect(`${ledgerOf(ended)}`).toBe(totalMicros);
  },
  LIFE_MS,
);

it(
  "is asked over HTTP only on a port that its firewall lets in",
  async () => {
    const life = await settleAt(twins.sandbox, "hyperstack");
    const { tenant } = life;
    const closed = { fields: { httpCheck: "http-check-port" } };
    await expect(askAt(life, { ports: [8888], httpCheck: "8000/health" })).rejects.toMatchObject(
      closed,
    );
    const deploymentId = await askAt(life, { ports: [8888], httpCheck: "8888/health" });
    await workUntil(tenant, deploymentId, isRunning);
    const change = (httpCheck: string) =>
      runVerb(setChecks, tenant.scope, { deploymentId, httpCheck, watchInside: false });
    await expect(change("8000/health")).rejects.toMatchObject(closed);
    expect(await change("8888/ready")).toMatchObject({ httpCheck: "8888/ready" });
  },
  LIFE_MS,
);

it(
  "is made once though the answer to its launch got lost",
  async () => {
    const life = await settleAt(twins.sandbox, "hyperstack");
    const { tenant } = life;
    const path = "^/core/virtual-machines$";
    await setFault(tenant, { method: "POST", path }, { kind: "answer-lost" });
    const deploymentId = await askAt(life);
    await workUntil(tenant, deploymentId, isRunning);
    expect(await callsOf(tenant, "POST", /\/virtual-machines$/)).toBe(1);
    expect((await billOf(tenant)).machines).toHaveLength(1);
  },
  LIFE_MS,
);

it(
  "is not asked for at all without credit, and says why",
  async () => {
    const life = await settleAt(twins.sandbox, "hyperstack");
    const { tenant } = life;
    await tenant.wire.control("POST", "settings", { balanceUsd: 0 });
    const deploymentId = await askAt(life);
    const failed = await workUntil(tenant, deploymentId, isDone);
    expect(failed).toMatchObject({ status: "failed", statusReason: "no-balance" });
    expect(await callsOf(tenant, "POST", /\/virtual-machines$/)).toBe(0);
  },
  LIFE_MS,
);
