import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { settleBills } from "@/lib/costs/settle-bills";
import { getDeployment } from "@/lib/deployments/queries";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { Capabilities, Credentials, ProviderOffer } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";
import { runVerb } from "@/lib/verbs/run-verb";
import { type bases, freshKey, moveClock, wireTo } from "../sandbox/wire";
import {
  addKey,
  addOffer,
  askFor,
  type Bill,
  billOf,
  eventually,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  makeScope,
  rentTwins,
  type Tenant,
  workUntil,
} from "./rented-world";

const HOUR_MS = 3_600_000;
const LIFE_MS = 90_000;
/** An answer takes its time to reach us. */
const WAY_SECONDS = 2;
/** Providers that tell what they billed round it, some by the day and to a tenth of a cent. */
const TOLD_TO: Micros = 1_000n;
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const twins = rentTwins();

type ProviderId = keyof typeof bases;

const credentialsOf: Readonly<Partial<Record<ProviderId, (key: string) => Credentials>>> = {
  verda: (key) => ({ clientId: key, clientSecret: key }),
  hotaisle: (key) => ({ apiKey: key, team: key }),
};

const rentable: readonly ProviderId[] = [
  "runpod",
  "lambda",
  "vastai",
  "verda",
  "vultr",
  "digitalocean",
  "hotaisle",
];

interface Life {
  readonly tenant: Tenant;
  readonly offer: ProviderOffer;
  readonly capabilities: Capabilities;
  readonly tellsBills: boolean;
}

/** A team with an account at the twin, and the first offer there that a machine can be made of. */
async function settleAt(id: ProviderId): Promise<Life> {
  const { prices, instances, meta } = getProvider(id);
  if (!prices || !meta.capabilities) throw new Error(`${id} rents no machines`);
  const key = freshKey(id);
  const credentials = credentialsOf[id]?.(key) ?? { apiKey: key };
  const offer = cheapest((await prices.list({ credentials })).offers, meta.capabilities);
  const scope = await makeScope();
  const { instanceType, gpuCount, maxGpuCount, region, tier, pricePerHourMicros } = offer;
  const facts = { instanceType, gpuCount, maxGpuCount, region, tier, pricePerHourMicros };
  const tenant = {
    scope,
    keyId: await addKey(scope, id, credentials),
    offerId: await addOffer({ ...facts, providerId: id }),
    wire: wireTo(twins.sandbox.url, id, key),
  };
  const tellsBills = instances?.billed !== undefined;
  return { tenant, offer, capabilities: meta.capabilities, tellsBills };
}

function cheapest(offers: readonly ProviderOffer[], { tiers }: Capabilities): ProviderOffer {
  const [found] = offers
    .filter(({ availability, pricingModel }) => {
      return availability === "available" && pricingModel === "on-demand";
    })
    .filter(({ gpuCount, isPartition }) => gpuCount === 1 && !isPartition)
    .filter(({ tier }) => !tiers || (tier !== null && tiers.includes(tier)))
    .toSorted((a, b) => Number(a.pricePerHourMicros - b.pricePerHourMicros));
  if (!found) throw new Error("nothing can be rented");
  return found;
}

describe.each(rentable)("a machine at %s", (id) => {
  it(
    "goes from its launch to its end, and the ledger is the provider's bill",
    async () => {
      const { tenant, offer, capabilities, tellsBills } = await settleAt(id);
      const deploymentId = await askFor(tenant, {
        sshPublicKey,
        quotedPerHour: microsToDecimal(offer.pricePerHourMicros),
      });
      const running = await workUntil(tenant, deploymentId, isRunning);
      expect(running.ssh).not.toBeNull();
      await pass(3 * HOUR_MS);

      if (capabilities.stop) {
        await runVerb(stop, tenant.scope, { deploymentId });
        await workUntil(tenant, deploymentId, isStopped);
        await pass(2 * HOUR_MS);
        await runVerb(start, tenant.scope, { deploymentId });
        await workUntil(tenant, deploymentId, isRunning);
      }
      if (capabilities.restart) {
        await runVerb(restart, tenant.scope, { deploymentId });
        await workUntil(tenant, deploymentId, isDone);
      }
      await workUntil(tenant, deploymentId, isRunning);
      await pass(1 * HOUR_MS);

      await runVerb(terminate, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, isTerminated);
      await pass(HOUR_MS);
      await settleBills();
      const ended = await getDeployment(tenant.scope, deploymentId);
      expect(ended.cost.isBilled).toBe(tellsBills);
      expectOutcome(ended, await billOf(tenant), capabilities);
    },
    LIFE_MS,
  );
});

/** Lets time pass for the twins and the engine alike. */
async function pass(ms: number): Promise<void> {
  const untilMs = clock.now().getTime() + ms;
  await moveClock(twins.sandbox.url, ms);
  await eventually(
    async () => clock.now().getTime(),
    (nowMs) => nowMs >= untilMs,
  );
}

const isStopped = ({ status }: DeploymentDetail) => status === "stopped";

/** One machine was made, none is left, each operation came to its end, and the money is right. */
function expectOutcome(ended: DeploymentDetail, bill: Bill, capabilities: Capabilities): void {
  expect(bill.machines).toMatchObject([{ id: ended.providerInstanceId, listed: false }]);
  expect(bill.maxConcurrent).toBe(1);
  expect(ended.operations.map(({ kind, state }) => `${kind} ${state}`).toReversed()).toEqual([
    "create succeeded",
    ...(capabilities.stop ? ["stop succeeded", "start succeeded"] : []),
    ...(capabilities.restart ? ["restart succeeded"] : []),
    "delete succeeded",
  ]);
  expect(ended.segments.every(({ toAt }) => toAt !== null)).toBe(true);
  const apart = ledgerOf(ended) - BigInt(bill.totalMicros);
  const allowed = ended.cost.isBilled ? TOLD_TO : slack(ended, capabilities);
  expect(apart < 0n ? -apart : apart).toBeLessThanOrEqual(allowed);
}

/** One started unit of the provider and the answers' ways, for each stretch of one rate. */
function slack({ cost, segments }: DeploymentDetail, capabilities: Capabilities): Micros {
  const perHour = microsFromDecimal(cost.runningPerHour) ?? 0n;
  const rates = new Set(segments.map((segment) => segment.perHour).filter((rate) => rate !== "0"));
  const seconds = capabilities.billingUnitSeconds + WAY_SECONDS;
  return (perHour * BigInt(seconds) * BigInt(rates.size)) / 3_600n;
}
