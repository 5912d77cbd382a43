import { describe, expect, it, onTestFinished } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { transition } from "@/lib/deployments/transition";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { bringForward } from "@/lib/engine/bring-forward";
import { runRounds } from "@/lib/health/run-rounds";
import { sweepHealth } from "@/lib/health/sweep";
import { reapAccounts } from "@/lib/operations/reap";
import { getProvider } from "@/lib/providers/registry";
import { proposedPolicy } from "@/lib/repair-policy/schema";
import { runVerb } from "@/lib/verbs/run-verb";
import { repairTurn } from "../../crash/matrix/repair-turn";
import { credentialsAt, freshKey, wireTo } from "../../sandbox/wire";
import { askAt, type Life, pass, settleAt } from "../any-provider";
import {
  addKey,
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
/** Started minutes of the machine and its disk, one for each stretch of one rate. */
const MINUTES_COST = 40_000;
const twins = rentTwins();

const settle = () => settleAt(twins.sandbox, "jarvislabs");
const isStopped = ({ status, operation }: DeploymentDetail) =>
  status === "stopped" && operation === null;
const isSettled = (detail: DeploymentDetail) => isRunning(detail) && isDone(detail);
const resume = { method: "POST", path: "/resume$" };
const resumes = (tenant: Tenant) => callsOf(tenant, "POST", /\/resume$/);

/** A machine that has run and been stopped, with the id it had then. */
async function stoppedOne(life: Life): Promise<DeploymentDetail> {
  const { tenant } = life;
  const deploymentId = await askAt(life);
  await workUntil(tenant, deploymentId, isSettled);
  await runVerb(stop, tenant.scope, { deploymentId });
  return workUntil(tenant, deploymentId, isStopped);
}

/** A machine may be missing from lists for so long, until the test is over; time runs fast here. */
function settleFor(settleMs: number): void {
  const { capabilities } = getProvider("jarvislabs").meta;
  const before = capabilities?.settleMs;
  Object.assign(capabilities ?? {}, { settleMs });
  onTestFinished(() => {
    Object.assign(capabilities ?? {}, { settleMs: before });
  });
}

/** Starts it up to where the answer to that is lost. */
async function loseStart(tenant: Tenant, deploymentId: string): Promise<void> {
  await setFault(tenant, resume, { kind: "answer-lost" });
  await runVerb(start, tenant.scope, { deploymentId });
  await eventually(
    async () => {
      await bringForward(deploymentId);
      return resumes(tenant);
    },
    (count) => count === 1,
  );
}

/** A person pauses it in JarvisLabs' own console. */
async function pauseThere(tenant: Tenant, machineId: string): Promise<void> {
  await tenant.wire.call("POST", `/misc/pause?machine_id=${machineId}`);
  await pass(twins.sandbox, LIFE_MS);
}

/** A person resumes it there; only its name is the same then. */
async function resumeThere(tenant: Tenant): Promise<void> {
  const { instances = [] } = Object((await tenant.wire.call("GET", "/users/fetch")).body);
  const { machine_id, instance_name: name } = instances[0];
  const rest = { gpu_type: "L4", num_gpus: 1, hdd: 100, is_spot: false };
  await tenant.wire.call("POST", "/templates/pytorch/resume", { machine_id, name, ...rest });
}

async function sweep({ keyId }: Tenant): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
}

/** Expects that its one machine stands for as long as the reaper likes to look. */
async function expectSpared(tenant: Tenant, deploymentId: string): Promise<void> {
  for (let look = 0; look < 3; look += 1) {
    await pass(twins.sandbox, HOUR_MS / 4);
    await asWorker((tx) =>
      tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextReapAt: new Date(0) } }),
    );
    await reapAccounts();
  }
  expect((await billOf(tenant)).machines).toMatchObject([{ listed: true }]);
  const strays = await asWorker((tx) =>
    tx.strayMachine.count({ where: { providerKeyId: tenant.keyId } }),
  );
  expect(strays).toBe(0);
  expect((await getDeployment(tenant.scope, deploymentId)).status).not.toBe("terminated");
}

/** Ends it, and expects that it was one machine all the time and that the ledger is its bill. */
async function expectOneEnded(tenant: Tenant, deploymentId: string): Promise<void> {
  await pass(twins.sandbox, HOUR_MS);
  await runVerb(terminate, tenant.scope, { deploymentId });
  const ended = await workUntil(tenant, deploymentId, isTerminated);
  await expectOneBilled(tenant, ended);
}

async function expectOneBilled(tenant: Tenant, ended: DeploymentDetail): Promise<void> {
  await pass(twins.sandbox, HOUR_MS);
  const bill = await billOf(tenant);
  expect(bill.machines).toMatchObject([{ id: ended.providerInstanceId, listed: false }]);
  expect(bill.maxConcurrent).toBe(1);
  expect(Math.abs(Number(ledgerOf(ended) - BigInt(bill.totalMicros)))).toBeLessThan(MINUTES_COST);
}

describe("a machine at JarvisLabs that has another id once it is resumed", () => {
  it(
    "is followed, and all that is done to it later reaches it",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const { id, providerInstanceId: first } = await stoppedOne(life);
      await runVerb(start, tenant.scope, { deploymentId: id });
      const { providerInstanceId: second } = await workUntil(tenant, id, isSettled);
      await runVerb(stop, tenant.scope, { deploymentId: id });
      await workUntil(tenant, id, isStopped);
      await runVerb(start, tenant.scope, { deploymentId: id });
      const { providerInstanceId: third } = await workUntil(tenant, id, isSettled);
      expect(new Set([first, second, third]).size).toBe(3);
      expect(await resumes(tenant)).toBe(2);
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );

  it.each(["answer-lost", "html", "empty"])(
    "is found by its name after an answer that was none: %s",
    async (kind) => {
      const life = await settle();
      const { tenant } = life;
      const { id, providerInstanceId: before } = await stoppedOne(life);
      await setFault(tenant, resume, { kind });
      await runVerb(start, tenant.scope, { deploymentId: id });
      const after = await workUntil(tenant, id, isSettled);
      expect(after.providerInstanceId).not.toBe(before);
      expect(await resumes(tenant)).toBe(1);
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );

  it(
    "is waited for while neither id is shown yet",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const { id } = await stoppedOne(life);
      settleFor(HOUR_MS);
      await loseStart(tenant, id);
      const nothing = { kind: "answer", status: 200, body: { success: true, instances: [] } };
      await setFault(tenant, { method: "GET", path: "^/users/fetch$" }, nothing, 2);
      expect(await workUntil(tenant, id, isSettled)).toMatchObject({ statusReason: null });
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );

  it(
    "is not asked for again while its old id is still shown as paused",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const { id, providerInstanceId: before } = await stoppedOne(life);
      settleFor(HOUR_MS);
      const path = `/users/fetch/${before}`;
      const { body } = await tenant.wire.call("GET", path);
      await setFault(tenant, resume, { kind: "answer-lost" });
      await setFault(
        tenant,
        { method: "GET", path: `^${path}$` },
        { kind: "answer", status: 200, body },
        5,
      );
      await runVerb(start, tenant.scope, { deploymentId: id });
      await workUntil(tenant, id, isSettled);
      expect(await resumes(tenant)).toBe(1);
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );

  it(
    "is ended under that id by a wish that came before anybody knew it",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const { id } = await stoppedOne(life);
      await loseStart(tenant, id);
      await runVerb(terminate, tenant.scope, { deploymentId: id });
      const ended = await workUntil(tenant, id, isTerminated);
      await expectOneBilled(tenant, ended);
    },
    LIFE_MS,
  );

  it(
    "is followed also where a person resumed it at JarvisLabs, and never ended as a stray",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const { id, providerInstanceId: before } = await stoppedOne(life);
      await resumeThere(tenant);
      await sweep(tenant);
      expect((await getDeployment(tenant.scope, id)).providerInstanceId).not.toBe(before);
      await expectSpared(tenant, id);
    },
    LIFE_MS,
  );

  it(
    "is followed where a person paused and resumed it between two looks, and runs on",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const id = await askAt(life);
      const { providerInstanceId: before } = await workUntil(tenant, id, isSettled);
      await pauseThere(tenant, before ?? "");
      await resumeThere(tenant);
      for (let look = 0; look < 3; look += 1) await sweep(tenant);
      const followed = await getDeployment(tenant.scope, id);
      expect(followed.providerInstanceId).not.toBe(before);
      expect(["provisioning", "running"]).toContain(followed.status);
      await expectSpared(tenant, id);
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );

  it(
    "is found again after it was taken for lost, and not ended before that",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const id = await askAt(life);
      const { providerInstanceId: before } = await workUntil(tenant, id, isSettled);
      await pauseThere(tenant, before ?? "");
      await resumeThere(tenant);
      const at = clock.now();
      await asWorker((tx) =>
        transition(tx, id, { to: "lost", reason: "gone", cause: "provider", at }),
      );
      await expectSpared(tenant, id);
      await eventually(
        async () => {
          await sweep(tenant);
          return getDeployment(tenant.scope, id);
        },
        ({ status }) => status === "running",
      );
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );

  it(
    "is followed by a repair that starts it, also when the answer is lost: none is made beside it",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const id = await askAt(life);
      const { providerInstanceId: before } = await workUntil(tenant, id, isSettled);
      await takeAway(tenant, { id, machineId: before ?? "" });
      await setFault(tenant, resume, { kind: "answer-lost" });
      const repaired = await eventually(
        async () => {
          await repairTurn(id);
          return asWorker((tx) =>
            tx.operation.count({ where: { deploymentId: id, kind: "repair", state: "succeeded" } }),
          );
        },
        (count) => count === 1,
      );
      expect(repaired).toBe(1);
      const after = await workUntil(tenant, id, isSettled);
      expect(after.providerInstanceId).not.toBe(before);
      expect(await resumes(tenant)).toBe(1);
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );
});

/** Its provider stops it for somebody else, which a repair is to make good. */
async function takeAway(
  tenant: Tenant,
  { id, machineId }: { readonly id: string; readonly machineId: string },
): Promise<void> {
  await tenant.wire.control("POST", `machines/${machineId}/kill`, { how: "exited" });
  const at = clock.now();
  await runRounds([], new AbortController().signal);
  await asWorker(async (tx) => {
    const repairPolicy = { ...proposedPolicy, data: "ephemeral" };
    await tx.deployment.update({ where: { id }, data: { repairPolicy } });
    await transition(tx, id, { to: "stopped", reason: "preempted", cause: "provider", at });
    const told = { verdict: "unhealthy", fault: "gone", firstAct: "recreate", scope: "machine" };
    const health = { ...told, since: at, providerSays: "unhealthy" };
    await tx.healthState.upsert({
      where: { deploymentId: id },
      create: { deploymentId: id, teamId: tenant.scope.team.id, checkedAt: at, ...health },
      update: health,
    });
  });
}

describe("an account at JarvisLabs", () => {
  /** A tenant of an account whose name begins with a word that the twin knows. */
  async function settleAs(kind: "mute" | "india"): Promise<Life> {
    const life = await settle();
    const key = freshKey("jarvislabs").replace("-t-", `-t-${kind}`);
    const keyId = await addKey(life.tenant.scope, "jarvislabs", credentialsAt("jarvislabs", key));
    const wire = wireTo(twins.sandbox.url, "jarvislabs", key);
    return { ...life, tenant: { ...life.tenant, keyId, wire } };
  }

  it(
    "that is told of an error under status 200 after each call has one machine, made once",
    async () => {
      const life = await settleAs("mute");
      const { tenant } = life;
      const { id } = await stoppedOne(life);
      expect(await callsOf(tenant, "POST", /\/create$/)).toBe(1);
      await runVerb(start, tenant.scope, { deploymentId: id });
      await workUntil(tenant, id, isSettled);
      expect(await resumes(tenant)).toBe(1);
      await expectOneEnded(tenant, id);
    },
    LIFE_MS,
  );

  it(
    "that is surely refused under status 200 makes nothing, and says why at once",
    async () => {
      const life = await settle();
      const { tenant } = life;
      await tenant.wire.control("POST", "settings", { quota: 0 });
      const id = await askAt(life);
      const failed = await workUntil(tenant, id, ({ status }) => status === "failed");
      expect(failed.statusReason).toBe("quota");
      expect(await callsOf(tenant, "POST", /\/create$/)).toBe(1);
      expect((await billOf(tenant)).machines).toEqual([]);
    },
    LIFE_MS,
  );

  it(
    "that pays in rupees is counted in dollars, never by the rupees it is told",
    async () => {
      const life = await settleAs("india");
      const { id } = await stoppedOne(life);
      await runVerb(start, life.tenant.scope, { deploymentId: id });
      const running = await workUntil(life.tenant, id, isSettled);
      expect(running.cost.runningPerHour).toBe("0.453699");
      await expectOneEnded(life.tenant, id);
    },
    LIFE_MS,
  );
});
