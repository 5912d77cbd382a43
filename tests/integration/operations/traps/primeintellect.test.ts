import { describe, expect, it } from "vitest";
import { settleBills } from "@/lib/costs/settle-bills";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { sweepHealth } from "@/lib/health/sweep";
import { runVerb } from "@/lib/verbs/run-verb";
import { credentialsAt, freshKey, wireTo } from "../../sandbox/wire";
import { pass } from "../any-provider";
import {
  addKey,
  addOffer,
  askFor,
  billOf,
  callsOf,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  makeScope,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../rented-world";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const LIFE_MS = 60_000;
const sshPublicKeys = [`ssh-ed25519 ${"A".repeat(68)}`];
const twins = rentTwins();

/** An account at Prime Intellect, and an A100 of a cloud that makes machines for nothing. */
async function settle(): Promise<Tenant> {
  const id = "primeintellect";
  const [scope, key] = [await makeScope(), freshKey(id)];
  return {
    scope,
    keyId: await addKey(scope, id, credentialsAt(id, key)),
    offerId: await addOffer({
      providerId: id,
      instanceType: "latitude/vm-a100-1",
      gpuCount: 1,
      maxGpuCount: 1,
      region: "DAL, US",
      tier: "secure_cloud",
      pricePerHourMicros: 980_000n,
    }),
    wire: wireTo(twins.sandbox.url, id, key),
  };
}

const ask = (tenant: Tenant) => askFor(tenant, { sshPublicKeys, quotedPerHour: "0.98" });

/** Seen once by us, and made for nothing so far. */
const isMade = ({ operation, cost }: DeploymentDetail) =>
  operation?.step === "await-running" && cost.nowPerHour === "0";

async function lookAround(tenant: Tenant): Promise<void> {
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { nextSweepAt: new Date(0) } }),
  );
  await sweepHealth();
}

describe("a machine at Prime Intellect", () => {
  it(
    "costs nothing while its cloud makes it, and the ledger counts so from the start",
    async () => {
      const tenant = await settle();
      await tenant.wire.control("POST", "settings", { bootMs: 12 * SECOND_MS });
      const deploymentId = await ask(tenant);
      const booting = await workUntil(tenant, deploymentId, isMade);
      expect(booting).toMatchObject({ status: "provisioning", cost: { runningPerHour: "0.98" } });
      await pass(twins.sandbox, 7 * SECOND_MS);
      await workUntil(tenant, deploymentId, ({ cost }) => cost.nowPerHour === "0.98");
      await pass(twins.sandbox, 6 * SECOND_MS);
      await workUntil(tenant, deploymentId, isRunning);
      await pass(twins.sandbox, HOUR_MS);
      await runVerb(terminate, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, isTerminated);
      await pass(twins.sandbox, HOUR_MS);
      await settleBills();
      const ended = await getDeployment(tenant.scope, deploymentId);
      expect(ended.segments.map(({ perHour }) => perHour).toSorted()).toEqual(["0", "0.98"]);
      expect(ended.cost.isBilled).toBe(true);
      expect(ledgerOf(ended)).toBe(BigInt((await billOf(tenant)).totalMicros));
    },
    LIFE_MS,
  );

  it(
    "whose image cannot be installed is given up and ended, and what it cost is counted",
    async () => {
      const tenant = await settle();
      await tenant.wire.control("POST", "settings", { bootMs: 12 * SECOND_MS });
      await setFault(tenant, { method: "POST", path: "^/pods/$" }, { kind: "boot-fails" }, null);
      const deploymentId = await ask(tenant);
      await workUntil(tenant, deploymentId, isMade);
      await pass(twins.sandbox, 13 * SECOND_MS);
      const failed = await workUntil(tenant, deploymentId, isDone);
      expect(failed).toMatchObject({ status: "failed", statusReason: "boot-failed" });
      const bill = await billOf(tenant);
      expect(bill.machines).toMatchObject([{ listed: false }]);
      // Making it was free, installing was not: one started minute.
      expect([ledgerOf(failed), bill.totalMicros]).toEqual([16_333n, "16333"]);
    },
    LIFE_MS,
  );

  it(
    "whose state its provider does not know for a while is neither lost nor ended",
    async () => {
      const tenant = await settle();
      const deploymentId = await ask(tenant);
      const { providerInstanceId } = await workUntil(tenant, deploymentId, isRunning);
      await tenant.wire.control("POST", `machines/${providerInstanceId}/kill`, { how: "unknown" });
      await pass(twins.sandbox, HOUR_MS);
      await lookAround(tenant);
      await lookAround(tenant);
      const seen = await getDeployment(tenant.scope, deploymentId);
      expect(seen).toMatchObject({ status: "running", cost: { nowPerHour: "0.98" } });
    },
    LIFE_MS,
  );

  it(
    "is told as lost, and costs nothing more, once the wallet is empty",
    async () => {
      const tenant = await settle();
      const deploymentId = await ask(tenant);
      await workUntil(tenant, deploymentId, isRunning);
      await tenant.wire.control("POST", "settings", { balanceUsd: 1 });
      await pass(twins.sandbox, 2 * HOUR_MS);
      await lookAround(tenant);
      await lookAround(tenant);
      const lost = await getDeployment(tenant.scope, deploymentId);
      expect(lost).toMatchObject({ status: "lost", cost: { nowPerHour: "0" } });
    },
    LIFE_MS,
  );

  it(
    "is not bought, and nothing is asked for, once its row costs more than was agreed to",
    async () => {
      const tenant = await settle();
      await tenant.wire.control("POST", "prices", { id: "latitude/vm-a100-1 in DAL", usd: "1.05" });
      const deploymentId = await ask(tenant);
      const refused = await workUntil(tenant, deploymentId, isDone);
      expect(refused).toMatchObject({ status: "failed", statusReason: "refused" });
      expect(await callsOf(tenant, "POST", /^\/pods\/$/)).toBe(0);
      expect((await billOf(tenant)).machines).toEqual([]);
    },
    LIFE_MS,
  );
});
