import { clock } from "@/lib/clock";
import { microsToDecimal } from "@/lib/money";
import { normalizeOffers } from "@/lib/prices/normalize";
import type { Capabilities, ProviderOffer } from "@/lib/providers/contract";
import { providerMetas } from "@/lib/providers/meta";
import { getProvider } from "@/lib/providers/registry";
import { latestRates } from "@/lib/rates/queries";
import type { SandboxProcess } from "../sandbox/sandbox-process";
import { credentialsAt, freshKey, moveClock, wireTo } from "../sandbox/wire";
import { addKey, addOffer, askFor, eventually, makeScope, type Tenant } from "./rented-world";

/** The ids of all providers that can be rented at. */
export const rentable: readonly string[] = providerMetas
  .filter(({ capabilities }) => capabilities !== null)
  .map(({ id }) => id);

export const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export interface Life {
  readonly tenant: Tenant;
  readonly offer: ProviderOffer;
  readonly capabilities: Capabilities;
  readonly tellsBills: boolean;
}

/**
 * A team with an account at the twin, and the first offer there that a machine can be made of, in
 * dollars; `region`: of those there.
 */
export async function settleAt(
  sandbox: SandboxProcess,
  id: string,
  region?: string,
): Promise<Life> {
  const { prices, instances, meta } = getProvider(id);
  if (!prices || !meta.capabilities) throw new Error(`${id} rents no machines`);
  const key = freshKey(id);
  const credentials = credentialsAt(id, key);
  const listed = (await prices.list({ credentials })).offers;
  const { offers } = normalizeOffers(listed, await latestRates());
  const there = offers.filter((one) => region === undefined || one.region === region);
  const offer = cheapest(there, meta.capabilities);
  const scope = await makeScope();
  const { instanceType, gpuCount, maxGpuCount, tier, pricePerHourMicros } = offer;
  const { sharesAddress = false, region: place } = offer;
  const facts = { instanceType, gpuCount, maxGpuCount, tier, pricePerHourMicros, sharesAddress };
  const tenant = {
    scope,
    keyId: await addKey(scope, id, credentials),
    offerId: await addOffer({ ...facts, region: place, providerId: id }),
    wire: wireTo(sandbox.url, id, key),
  };
  const tellsBills = instances?.billed !== undefined;
  return { tenant, offer, capabilities: meta.capabilities, tellsBills };
}

function cheapest(offers: readonly ProviderOffer[], { tiers }: Capabilities): ProviderOffer {
  const [found] = offers
    .filter(({ availability, pricingModel }) => {
      return availability !== "unavailable" && pricingModel === "on-demand";
    })
    .filter(({ gpuCount, isPartition }) => gpuCount === 1 && !isPartition)
    .filter(({ tier }) => !tiers || (tier !== null && tiers.includes(tier)))
    .toSorted((a, b) => {
      const isFree =
        Number(b.availability === "available") - Number(a.availability === "available");
      return isFree || Number(a.pricePerHourMicros - b.pricePerHourMicros);
    });
  if (!found) throw new Error("nothing can be rented");
  return found;
}

/** Asks for a machine of the offer, with one SSH key; answers the deployment's id. */
export function askAt(
  { tenant, offer }: Pick<Life, "tenant" | "offer">,
  more: Record<string, unknown> = {},
): Promise<string> {
  return askFor(tenant, {
    sshPublicKeys: [sshPublicKey],
    quotedPerHour: microsToDecimal(offer.pricePerHourMicros),
    ...more,
  });
}

/** Lets time pass for the twins and the engine alike; nothing may be under way. */
export async function pass({ url }: SandboxProcess, ms: number): Promise<void> {
  const untilMs = clock.now().getTime() + ms;
  await moveClock(url, ms);
  await eventually(
    async () => clock.now().getTime(),
    (nowMs) => nowMs >= untilMs,
  );
}
