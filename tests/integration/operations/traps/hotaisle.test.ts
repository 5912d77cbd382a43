import { describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { sweepHealth } from "@/lib/health/sweep";
import { microsToDecimal } from "@/lib/money";
import { runVerb } from "@/lib/verbs/run-verb";
import { type Life, settleAt } from "../any-provider";
import {
  askFor,
  billOf,
  isRunning,
  isTerminated,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "../rented-world";

const LIFE_MS = 60_000;
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
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
