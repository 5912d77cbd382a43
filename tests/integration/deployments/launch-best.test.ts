import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { findBest } from "@/lib/deployments/best/queries";
import { launchBest } from "@/lib/deployments/launch-best";
import { getDeployment } from "@/lib/deployments/queries";
import { launchBestInput } from "@/lib/deployments/schema";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  addKey,
  addOffer,
  askFor,
  deploymentsOf,
  makeTenant,
  rentTwins,
  type Tenant,
} from "../operations/rented-world";
import { freshKey } from "../sandbox/wire";

const twins = rentTwins();
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)} me@home`;

/** Offers of the same GPU, dearer one by one; a model of its own keeps the tests apart. */
async function offersAt(prices: readonly [string, bigint][], model: string): Promise<string[]> {
  const ids = [];
  for (const [providerId, pricePerHourMicros] of prices) {
    const id = await addOffer({
      providerId,
      instanceType: "any",
      gpuCount: 1,
      maxGpuCount: 8,
      region: "US-WA-1",
      tier: null,
      pricePerHourMicros,
    });
    await asWorker((tx) =>
      tx.offer.update({ where: { id }, data: { gpuModel: model, diskGb: 500 } }),
    );
    ids.push(id);
  }
  return ids;
}

const search = (models: string[], more: Record<string, unknown> = {}) =>
  launchBestInput.parse({
    models,
    ceiling: "9",
    diskGb: 20,
    sshPublicKeys: [sshPublicKey],
    ...more,
  });

async function tenantWithBoth(): Promise<Tenant> {
  const tenant = await makeTenant(twins.sandbox);
  await addKey(tenant.scope, "lambda", freshKey("lambda"));
  return tenant;
}

it("ranks over the team's own keys and writes every candidate with the ceiling", async () => {
  const tenant = await tenantWithBoth();
  const [dear, cheap, beyond] = await offersAt(
    [
      ["runpod", 3_000_000n],
      ["lambda", 2_000_000n],
      ["runpod", 8_000_000n],
    ],
    "b200",
  );
  const need = search(["b200"], { ceiling: "3.5", name: "best" });
  const best = await findBest(tenant.scope, need);
  expect(best.candidates.map(({ offer }) => offer.id)).toEqual([cheap, dear]);
  expect(best.leftOut).toMatchObject([{ reason: "above-ceiling", offers: 1 }]);
  expect(best.leftOut.some(({ fromPerHour }) => fromPerHour?.startsWith("8."))).toBe(true);

  const view = await runVerb(launchBest, tenant.scope, need);
  expect(view).toMatchObject({
    name: "best",
    providerId: "lambda",
    cost: { ceilingPerHour: "3.5" },
  });
  const { attempts } = await getDeployment(tenant.scope, view.id);
  expect(attempts).toMatchObject([
    { rank: 1, providerId: "lambda", state: "waiting", quotedPerHour: "2" },
    { rank: 2, providerId: "runpod", state: "waiting", quotedPerHour: "3" },
  ]);
  expect(attempts.some(({ quotedPerHour }) => quotedPerHour === "8")).toBe(false);
  expect(beyond).toBeDefined();
});

it("leaves out what was unticked, other areas and providers without a key", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const [own] = await offersAt(
    [
      ["runpod", 2_000_000n],
      ["lambda", 1_000_000n],
    ],
    "h200",
  );
  const best = await findBest(tenant.scope, search(["h200"]));
  expect(best.candidates.map(({ offer }) => offer.id)).toEqual([own]);
  expect(best.leftOut).toMatchObject([{ providerId: "lambda", reason: "needs-key" }]);
  const without = await findBest(tenant.scope, search(["h200"], { except: [own] }));
  expect(without.candidates).toEqual([]);
  const elsewhere = await findBest(tenant.scope, search(["h200"], { areas: ["europe"] }));
  expect(elsewhere).toMatchObject({ candidates: [], leftOut: [] });
});

it("refuses when nothing fits any more, having written nothing", async () => {
  const tenant = await makeTenant(twins.sandbox);
  await offersAt([["runpod", 2_000_000n]], "l40s");
  const refused = runVerb(launchBest, tenant.scope, search(["l40s"], { ceiling: "1.99" }));
  await expect(refused).rejects.toMatchObject({ code: "conflict", reason: "nothing-fits" });
  expect(await deploymentsOf(tenant.scope)).toEqual([]);
});

it("counts another team's keys for nothing", async () => {
  const tenant = await makeTenant(twins.sandbox, "lambda");
  await makeTenant(twins.sandbox);
  await offersAt([["runpod", 2_000_000n]], "l4");
  const best = await findBest(tenant.scope, search(["l4"]));
  expect(best).toMatchObject({ candidates: [], leftOut: [{ reason: "needs-key" }] });
});

it("writes the offer of an ordinary launch as the only candidate", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { attempts, cost } = await getDeployment(tenant.scope, await askFor(tenant));
  expect(attempts).toMatchObject([{ rank: 1, state: "waiting", quotedPerHour: "3.29" }]);
  expect(cost.ceilingPerHour).toBeNull();
});
