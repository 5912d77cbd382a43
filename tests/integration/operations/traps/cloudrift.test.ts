import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { terminate } from "@/lib/deployments/terminate";
import { sweepHealth } from "@/lib/health/sweep";
import { microsToDecimal } from "@/lib/money";
import { paced } from "@/lib/pace";
import { runVerb } from "@/lib/verbs/run-verb";
import { wireTo } from "../../sandbox/wire";
import { askAt, type Life, pass, settleAt } from "../any-provider";
import {
  addKey,
  billOf,
  callsOf,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  rentTwins,
  setFault,
  workUntil,
} from "../rented-world";

const HOUR_MS = 3_600_000;
/** What two started minutes of the machine cost at most, in micro-dollars. */
const MINUTES_COST = 20_000;
const LIFE_MS = 60_000;
const twins = rentTwins();
const rent = { method: "POST", path: "/instances/rent$" };
const rents = /\/instances\/rent$/;

const settle = () => settleAt(twins.sandbox, "cloudrift");

/** The team's account instead is one where every launch makes two machines. */
async function settleTwice(): Promise<Life> {
  const life = await settle();
  const key = "sandbox-cloudrift-twice";
  const keyId = await addKey(life.tenant.scope, "cloudrift", key);
  const wire = wireTo(twins.sandbox.url, "cloudrift", key);
  return { ...life, tenant: { ...life.tenant, keyId, wire } };
}

/** The account is looked at as often as it takes for a change to count. */
async function sweep(keyId: string): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
  await sweepHealth();
}

it(
  "at CloudRift that was made twice by one launch is one machine soon after, and told of",
  async () => {
    const life = await settleTwice();
    const deploymentId = await askAt(life);
    const running = await workUntil(life.tenant, deploymentId, isRunning);
    const bill = await billOf(life.tenant);
    expect(bill.machines).toHaveLength(2);
    const left = bill.machines.filter(({ state }) => state === "Running");
    expect(left.map(({ id }) => id)).toEqual([running.providerInstanceId]);
    expect(running.events.map(({ type }) => type)).toContain("deployment.duplicate-removed");
    expect(await callsOf(life.tenant, "POST", rents)).toBe(1);
  },
  LIFE_MS,
);

it.each([
  ["is lost", { kind: "answer-lost" }],
  ["is an error although the machine was made", { kind: "server-error", applied: true }],
  ["comes late", { kind: "delay", ms: 2_000 }],
  ["breaks off", { kind: "half-json" }],
])(
  "at CloudRift whose answer %s, and that lists show late, is found again and not made twice",
  async (_name, fault) => {
    const life = await settle();
    await life.tenant.wire.control("POST", "settings", { listLagMs: 500 });
    await setFault(life.tenant, rent, fault);
    const running = await workUntil(life.tenant, await askAt(life), isRunning);
    expect((await billOf(life.tenant)).machines).toMatchObject([
      { id: running.providerInstanceId },
    ]);
    expect(await callsOf(life.tenant, "POST", rents)).toBe(1);
  },
  LIFE_MS,
);

it(
  "at CloudRift that never boots is given up with a reason, dismissed there, and costs nothing",
  async () => {
    const life = await settle();
    await setFault(life.tenant, rent, { kind: "boot-fails" });
    const failed = await workUntil(life.tenant, await askAt(life), isDone);
    expect(failed).toMatchObject({ status: "failed", statusReason: "boot-failed" });
    expect(await billOf(life.tenant)).toMatchObject({
      machines: [{ listed: false }],
      totalMicros: "0",
    });
    expect(ledgerOf(failed)).toBe(0n);
  },
  LIFE_MS,
);

it(
  "at CloudRift that is gone seconds after its launch is told as vanished, and costs nothing",
  async () => {
    const life = await settle();
    await life.tenant.wire.control("POST", "settings", { bootMs: HOUR_MS });
    const deploymentId = await askAt(life);
    await workUntil(life.tenant, deploymentId, ({ status }) => status === "provisioning");
    const [machine] = (await billOf(life.tenant)).machines;
    await life.tenant.wire.control("POST", `machines/${machine?.id}/kill`, { how: "gone" });
    const failed = await workUntil(life.tenant, deploymentId, isDone);
    expect(failed).toMatchObject({ status: "failed", statusReason: "vanished" });
    expect(ledgerOf(failed)).toBe(0n);
  },
  LIFE_MS,
);

it(
  "at CloudRift that is stuck while it initializes is ended after ten minutes, and costs nothing",
  async () => {
    const life = await settle();
    await setFault(life.tenant, rent, { kind: "boot-stuck" });
    const deploymentId = await askAt(life);
    await workUntil(life.tenant, deploymentId, ({ status }) => status === "provisioning");
    await pass(twins.sandbox, paced(life.capabilities.startDeadlineMs));
    const failed = await workUntil(life.tenant, deploymentId, isDone);
    expect(failed).toMatchObject({ status: "failed", statusReason: "start-timeout" });
    expect(await billOf(life.tenant)).toMatchObject({
      machines: [{ listed: false }],
      totalMicros: "0",
    });
    expect(ledgerOf(failed)).toBe(0n);
  },
  LIFE_MS,
);

it(
  "at CloudRift that somebody paused in its console is paid for on, and woken by a start",
  async () => {
    const life = await settle();
    const { tenant } = life;
    const deploymentId = await askAt(life);
    const { providerInstanceId } = await workUntil(tenant, deploymentId, isRunning);
    await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "paused" });
    await sweep(tenant.keyId);
    const paused = await getDeployment(tenant.scope, deploymentId);
    expect(paused).toMatchObject({ status: "stopped", can: { start: true } });
    expect(paused.cost.nowPerHour).toBe(microsToDecimal(life.offer.pricePerHourMicros));
    await runVerb(start, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isRunning);
    expect(await callsOf(tenant, "POST", /\/instances\/resume$/)).toBe(1);
    expect(await callsOf(tenant, "POST", /\/instances\/start$/)).toBe(0);
  },
  LIFE_MS,
);

it(
  "at CloudRift that hangs while it is deactivated costs nothing from when its end was asked for",
  async () => {
    const life = await settle();
    const { tenant } = life;
    const deploymentId = await askAt(life);
    await workUntil(tenant, deploymentId, isRunning);
    await setFault(tenant, { path: "/terminate$" }, { kind: "boot-stuck" });
    await runVerb(terminate, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, ({ operation }) => operation?.step === "await-gone");
    await pass(twins.sandbox, HOUR_MS);
    const [machine] = (await billOf(tenant)).machines;
    expect(machine).toMatchObject({ state: "Deactivating", listed: true });
    await tenant.wire.control("POST", `machines/${machine?.id}/kill`, { how: "gone" });
    const ended = await workUntil(tenant, deploymentId, isTerminated);
    expect(ended.events.map(({ type }) => type)).toContain("deployment.not-gone");
    const apart = Number(ledgerOf(ended) - BigInt((await billOf(tenant)).totalMicros));
    expect(Math.abs(apart)).toBeLessThan(MINUTES_COST);
  },
  LIFE_MS,
);

it(
  "at CloudRift is told as lost, and costs nothing more, once the account's money is used up",
  async () => {
    const life = await settle();
    const { tenant } = life;
    const deploymentId = await askAt(life);
    await workUntil(tenant, deploymentId, isRunning);
    await tenant.wire.control("POST", "settings", { balanceUsd: 0.2 });
    await pass(twins.sandbox, HOUR_MS);
    await sweep(tenant.keyId);
    expect(await getDeployment(tenant.scope, deploymentId)).toMatchObject({
      status: "lost",
      cost: { nowPerHour: "0" },
    });
  },
  LIFE_MS,
);
