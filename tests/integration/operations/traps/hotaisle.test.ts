import { describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { bringForward } from "@/lib/engine/bring-forward";
import { sweepHealth } from "@/lib/health/sweep";
import { microsToDecimal } from "@/lib/money";
import { runVerb } from "@/lib/verbs/run-verb";
import { wireTo } from "../../sandbox/wire";
import { type Life, settleAt } from "../any-provider";
import {
  addKey,
  askFor,
  billOf,
  isRunning,
  isTerminated,
  makeScope,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../rented-world";

const LIFE_MS = 60_000;
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const create = { method: "POST", path: "/virtual_machines/$" };
const twins = rentTwins();

const settle = () => settleAt(twins.sandbox, "hotaisle");
const ask = ({ tenant, offer }: Pick<Life, "tenant" | "offer">) =>
  askFor(tenant, {
    sshPublicKeys: [sshPublicKey],
    quotedPerHour: microsToDecimal(offer.pricePerHourMicros),
  });

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
      const id = await ask(first);
      await workUntil(first.tenant, id, ({ operation }) => operation?.waitingFor === "looking");
      const later = await ask(second);
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

describe("a machine at Hot Aisle whose state is not found", () => {
  const state = { method: "GET", path: "/state/$" };
  const notFound = { kind: "answer", status: 404, body: "Not Found: Resource not found" };

  it(
    "is not taken for lost while it is listed",
    async () => {
      const life = await settle();
      const { tenant } = life;
      const id = await ask(life);
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
      const deploymentId = await ask(life);
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
