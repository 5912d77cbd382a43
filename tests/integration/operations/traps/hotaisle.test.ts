import { describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { sweepHealth } from "@/lib/health/sweep";
import { reapAccounts } from "@/lib/operations/reap";
import { getProvider } from "@/lib/providers/registry";
import { listStrays } from "@/lib/strays/queries";
import { runVerb } from "@/lib/verbs/run-verb";
import { spec as anySpec } from "../../../contract/launch-spec";
import { credentialsAt, wireTo } from "../../sandbox/wire";
import { askAt, type Life, settleAt, sshPublicKey } from "../any-provider";
import {
  addKey,
  addOffer,
  askFor,
  billOf,
  isRunning,
  isTerminated,
  ledgerOf,
  makeScope,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../rented-world";

const LIFE_MS = 60_000;
const create = { method: "POST", path: "/virtual_machines/$" };
const twins = rentTwins();

const settle = () => settleAt(twins.sandbox, "hotaisle");
const standing = async (tenant: Tenant) =>
  (await billOf(tenant)).machines.filter(({ listed }) => listed).map(({ id }) => id);

async function sweep(tenant: Tenant): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
}

/** A team of ours with a key of its own to the Hot Aisle team of another. */
async function joinTeam(life: Life): Promise<Life> {
  const scope = await makeScope();
  const { key: team } = life.tenant.wire;
  const apiKey = `${team}-second`;
  const keyId = await addKey(scope, "hotaisle", { apiKey, team });
  const wire = wireTo(twins.sandbox.url, "hotaisle", apiKey);
  return { ...life, tenant: { ...life.tenant, scope, keyId, wire } };
}

describe("two keys of one Hot Aisle team", () => {
  it(
    "make one machine at a time, and each takes its own",
    async () => {
      const first = await settle();
      const second = await joinTeam(first);
      await setFault(first.tenant, create, { kind: "answer-lost" });
      const id = await askAt(first);
      await workUntil(first.tenant, id, ({ operation }) => operation?.waitingFor === "looking");
      const later = await askAt(second);
      await bringForward(later);
      const { operation } = await getDeployment(second.tenant.scope, later);
      expect(operation?.waitingFor).toBe("taking-turns");
      const made = await workUntil(first.tenant, id, isRunning);
      const madeLater = await workUntil(second.tenant, later, isRunning);
      const owned = [made.providerInstanceId, madeLater.providerInstanceId];
      expect(owned.toSorted()).toEqual((await standing(first.tenant)).toSorted());
    },
    LIFE_MS,
  );
});

/** The account is looked through for strays, now. */
async function look({ tenant }: Life): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextReapAt: new Date(0) } }),
  );
  await reapAccounts();
}

/** Looked through twice, more than ten minutes apart. */
async function lookTwice(life: Life): Promise<void> {
  await look(life);
  await asWorker((tx) =>
    tx.strayMachine.updateMany({
      where: { providerKeyId: life.tenant.keyId },
      data: { firstSeenAt: new Date(Date.now() - 3_600_000) },
    }),
  );
  await look(life);
}

/** What a person does in Hot Aisle's own console. */
function byHand({ tenant, offer }: Life) {
  const { instances } = getProvider("hotaisle");
  if (!instances) throw new Error("Hot Aisle rents no machines");
  const { key } = tenant.wire;
  const credentials = { apiKey: key, team: key };
  const { instanceType, pricePerHourMicros } = offer;
  const spec = { ...anySpec, instanceType, pricePerHourMicros, gpuCount: 1, tier: "vm" };
  return {
    rent: async () => (await instances.launch(credentials, spec, {})).id,
    end: (id: string) => instances.terminate(credentials, id, {}),
  };
}

/** What we know of the machine of a deployment is about one called so from the beginning. */
function wasCalled(deploymentId: string, name: string | null | undefined) {
  const instanceId = name ?? "";
  return asWorker(async (tx) => {
    const { providerKeyId, providerInstanceId } = await tx.deployment.findUniqueOrThrow({
      where: { id: deploymentId },
    });
    const calls = { operation: { deploymentId }, instanceId: { not: null } };
    await tx.providerCall.updateMany({ where: calls, data: { instanceId } });
    if (providerInstanceId !== null) {
      const data = { providerInstanceId: instanceId };
      await tx.deployment.update({ where: { id: deploymentId }, data });
    }
    const strays = { providerKeyId, goneAt: { not: null } };
    await tx.strayMachine.updateMany({ where: strays, data: { providerInstanceId: instanceId } });
  });
}

/** It runs, and then our records lose sight of it. */
async function leftOver(life: Life): Promise<string> {
  const id = await askAt(life);
  await workUntil(life.tenant, id, isRunning);
  await asWorker((tx) =>
    tx.deployment.update({
      where: { id },
      data: { endedAt: new Date(), providerInstanceId: null },
    }),
  );
  return id;
}

describe("the name of a machine of ours at Hot Aisle that is gone, given to one rented by hand,", () => {
  async function expectAsked(life: Life, theirs: string): Promise<void> {
    await lookTwice(life);
    expect(await standing(life.tenant)).toEqual([theirs]);
    const strays = await listStrays(life.tenant.scope);
    expect(strays).toMatchObject([{ providerInstanceId: theirs, isEnding: false }]);
  }

  it(
    "is asked about where ours was lost and deleted, which ended nothing",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const deploymentId = await askAt(life);
      const { providerInstanceId: ours } = await workUntil(tenant, deploymentId, isRunning);
      await byHand(life).end(ours ?? "");
      await sweep(tenant);
      await sweep(tenant);
      await runVerb(terminate, tenant.scope, { deploymentId });
      const ended = await workUntil(tenant, deploymentId, isTerminated);
      expect(ended.operations.flatMap(({ calls }) => calls)).toHaveLength(1);
      const theirs = await byHand(life).rent();
      await wasCalled(deploymentId, theirs);
      await expectAsked(life, theirs);
    },
    LIFE_MS,
  );

  it(
    "is asked about where the answer to the end of ours was lost",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const deploymentId = await askAt(life);
      await workUntil(tenant, deploymentId, isRunning);
      await setFault(tenant, { method: "DELETE" }, { kind: "answer-lost" });
      await runVerb(terminate, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, isTerminated);
      const theirs = await byHand(life).rent();
      await wasCalled(deploymentId, theirs);
      await expectAsked(life, theirs);
    },
    LIFE_MS,
  );

  it(
    "is asked about where ours was seen without an owner and ended by somebody else",
    async () => {
      const life = await settle();
      const deploymentId = await leftOver(life);
      const [ours] = await standing(life.tenant);
      await look(life);
      await byHand(life).end(ours ?? "");
      await look(life);
      const theirs = await byHand(life).rent();
      await wasCalled(deploymentId, theirs);
      await expectAsked(life, theirs);
    },
    LIFE_MS,
  );
});

it(
  "a machine at Hot Aisle that shows once its launch was taken to have made nothing is asked about",
  async () => {
    const life = await settle();
    const { tenant } = life;
    const before = await byHand(life).rent();
    await setFault(tenant, create, { kind: "server-error" });
    const deploymentId = await askAt(life);
    const { providerInstanceId: ours } = await workUntil(tenant, deploymentId, isRunning);
    const late = await byHand(life).rent();
    await lookTwice(life);
    expect(await listStrays(tenant.scope)).toMatchObject([
      { providerInstanceId: late, isEnding: false },
    ]);
    expect((await standing(tenant)).toSorted()).toEqual([before, ours, late].toSorted());
    await look(await joinTeam(life));
    expect(await listStrays(tenant.scope)).toHaveLength(1);
  },
  LIFE_MS,
);

it(
  "a machine at Hot Aisle that a launch under way has made is not asked about",
  async () => {
    const life = await settle();
    const { tenant } = life;
    await setFault(tenant, create, { kind: "server-error" });
    await workUntil(tenant, await askAt(life), isRunning);
    await setFault(tenant, create, { kind: "answer-lost" });
    const id = await askAt(life);
    await workUntil(tenant, id, ({ operation }) => operation?.waitingFor === "looking");
    await look(life);
    expect(await listStrays(tenant.scope)).toEqual([]);
    await workUntil(tenant, id, isRunning);
    await look(life);
    expect(await listStrays(tenant.scope)).toEqual([]);
  },
  LIFE_MS,
);

describe("machines of one name in two Hot Aisle teams", () => {
  /** Two accounts of one team of ours. */
  async function settleTwice(): Promise<readonly [Life, Life]> {
    const [one, other] = [await settle(), await settle()];
    const { scope } = one.tenant;
    const { key } = other.tenant.wire;
    const keyId = await addKey(scope, "hotaisle", credentialsAt("hotaisle", key));
    return [one, { ...other, tenant: { ...other.tenant, scope, keyId } }];
  }

  it(
    "are two: what uses the one keeps none that is left in the other",
    async () => {
      const [one, other] = await settleTwice();
      const used = await askAt(one);
      await workUntil(one.tenant, used, isRunning);
      await leftOver(other);
      await wasCalled(used, (await standing(other.tenant))[0]);
      await lookTwice(other);
      expect(await standing(other.tenant)).toEqual([]);
    },
    LIFE_MS,
  );

  it(
    "are two: what we made in the one lets us end nothing in the other",
    async () => {
      const [one, other] = await settleTwice();
      const left = await leftOver(one);
      const theirs = await byHand(other).rent();
      await wasCalled(left, theirs);
      await lookTwice(other);
      expect(await standing(other.tenant)).toEqual([theirs]);
      expect(await listStrays(other.tenant.scope)).toEqual([]);
    },
    LIFE_MS,
  );

  it(
    "are two: a new one is taken though the other team has one called so, and no second is bought",
    async () => {
      const [one, other] = await settleTwice();
      const used = await askAt(other);
      await workUntil(other.tenant, used, isRunning);
      await setFault(one.tenant, create, { kind: "answer-lost" });
      const id = await askAt(one);
      await workUntil(one.tenant, id, ({ operation }) => operation?.waitingFor === "looking");
      const [ours] = await standing(one.tenant);
      await wasCalled(used, ours);
      const running = await workUntil(one.tenant, id, isRunning);
      expect(running.providerInstanceId).toBe(ours);
      expect(await standing(one.tenant)).toEqual([ours]);
    },
    LIFE_MS,
  );

  it(
    "are one where two keys open the same team: what one of ours uses is no stray of the other",
    async () => {
      const one = await settle();
      const other = await joinTeam(one);
      const id = await askAt(one);
      await workUntil(one.tenant, id, isRunning);
      await lookTwice(other);
      expect(await standing(one.tenant)).toHaveLength(1);
      expect(await listStrays(other.tenant.scope)).toEqual([]);
    },
    LIFE_MS,
  );
});

it(
  "a machine at Hot Aisle that is ended at once costs its least time, in the ledger as on the bill",
  async () => {
    const { tenant } = await settle();
    const offer = { instanceType: "vm-2xMI300X-26c-448g-12288d", gpuCount: 2, maxGpuCount: 2 };
    const place = { providerId: "hotaisle", region: "us-michigan-1", tier: "vm" };
    const cost = { pricePerHourMicros: 5_980_000n, leastMinutes: 60 };
    const offerId = await addOffer({ ...offer, ...place, ...cost });
    const deploymentId = await askFor(tenant, {
      offerId,
      count: 2,
      sshPublicKeys: [sshPublicKey],
      quotedPerHour: "5.98",
    });
    await workUntil(tenant, deploymentId, isRunning);
    await runVerb(terminate, tenant.scope, { deploymentId });
    const ended = await workUntil(tenant, deploymentId, isTerminated);
    expect((await billOf(tenant)).totalMicros).toBe("5980000");
    expect(ledgerOf(ended)).toBe(5_980_000n);
    expect(ended.cost.nowPerHour).toBe("0");
  },
  LIFE_MS,
);

describe("a machine at Hot Aisle whose state is not found", () => {
  const state = { method: "GET", path: "/state/$" };
  const notFound = { kind: "answer", status: 404, body: "Not Found: Resource not found" };

  it(
    "is not taken for lost while it is listed",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const id = await askAt(life);
      await workUntil(tenant, id, isRunning);
      await setFault(tenant, state, notFound, null);
      for (let look = 0; look < 3; look += 1) await sweep(tenant);
      expect(await getDeployment(tenant.scope, id)).toMatchObject({
        status: "running",
        told: { status: "unknown" },
      });
    },
    LIFE_MS,
  );

  it(
    "is not taken for gone by a delete that did nothing",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const deploymentId = await askAt(life);
      await workUntil(tenant, deploymentId, isRunning);
      await setFault(tenant, { method: "DELETE" }, { kind: "answer", status: 204, body: null });
      await setFault(tenant, state, notFound, 4);
      await runVerb(terminate, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, isTerminated);
      expect(await standing(tenant)).toEqual([]);
    },
    LIFE_MS,
  );
});
