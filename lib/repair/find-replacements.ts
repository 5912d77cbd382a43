import { readAuthorizedKeys } from "@/lib/beginning/authorized-keys";
import { storedEnvironment } from "@/lib/beginning/stored";
import type { Tx } from "@/lib/db";
import { type Fitting, rankOffers, totalOf } from "@/lib/deployments/best/rank-offers";
import { weighOffer } from "@/lib/deployments/best/weigh-offer";
import { MOST_CANDIDATES } from "@/lib/deployments/schema";
import { runningDiskPerHour } from "@/lib/deployments/usage-rate";
import type { Deployment } from "@/lib/generated/prisma/client";
import { type Micros, microsFromDecimal } from "@/lib/money";
import { findOffer, offersOfModels } from "@/lib/prices/queries";
import type { OfferView } from "@/lib/prices/types";
import { findSurplus } from "@/lib/provider-keys/surplus-keys";
import { findProviderMeta } from "@/lib/providers/meta";
import { isBeyond, type RepairPolicy, type Rung, rungs } from "@/lib/repair-policy/schema";

/** A replacement may cost a fifth more than was agreed to at launch, where nothing else is said. */
const MOST_PERCENT = 120n;
const DAY_HOURS = 24n;
/** A million dollars an hour: what is too dear is told apart from what is not offered. */
const NO_CEILING: Micros = 1_000_000_000_000n;

/** An offer a machine may be made anew from, and how far away it is. */
export interface Replacement extends Fitting {
  readonly rung: Rung;
}

export interface Found {
  /** In the order in which they are tried: the nearest first, then the cheapest. */
  readonly replacements: readonly Replacement[];
  /** Why there are none: nothing is offered, or only dearer ones. */
  readonly reason: "no-offer" | "too-dear" | "day-extra" | null;
}

/** The most a replacement may cost an hour, disk counted. Pure. */
export function ceilingOf(
  policy: Pick<RepairPolicy, "mostPerHour">,
  {
    launchedAt,
    ceiling,
  }: {
    readonly launchedAt: Micros;
    /** The person's own for this machine; null: none. */
    readonly ceiling: Micros | null;
  },
): Micros {
  const asked = policy.mostPerHour === null ? null : microsFromDecimal(policy.mostPerHour);
  const usual = (launchedAt * MOST_PERCENT) / 100n;
  const limits = [asked, ceiling].filter((limit) => limit !== null);
  return [...limits, usual].sort((a, b) => (a < b ? -1 : 1))[0] ?? usual;
}

/**
 * What was agreed to for the machine an hour as it was launched, disk counted: prices of later
 * replacements do not raise what the next one may cost.
 */
export async function readLaunchPrice(tx: Tx, row: Deployment): Promise<Micros> {
  const first = await tx.launchCandidate.findFirst({
    where: { deploymentId: row.id, state: { in: ["made", "replaced"] } },
    orderBy: { startedAt: "asc" },
    select: { quotedPerHourMicros: true, providerId: true },
  });
  const { quotedPerHourMicros, providerId } = first ?? row;
  const capabilities = findProviderMeta(providerId)?.capabilities;
  const disk = capabilities ? (row.diskGb ?? capabilities.diskGb?.default ?? null) : null;
  return quotedPerHourMicros + (capabilities ? runningDiskPerHour(capabilities, disk) : 0n);
}

/**
 * The offers a machine may be made anew from, `from` one rung on and never beyond the policy: the
 * same GPU and number, sold the same way, under keys of the team that work, below every limit on
 * its price.
 */
export async function findReplacements(
  tx: Tx,
  row: Deployment,
  asked: {
    readonly policy: RepairPolicy;
    readonly from: Rung;
    readonly launchedAt: Micros;
    readonly tier: Parameters<typeof findSurplus>[1]["tier"];
    /** Offers that are left alone. */
    readonly except: ReadonlySet<string>;
    readonly now: Date;
  },
): Promise<Found> {
  const { policy, from, launchedAt, except, now } = asked;
  const furthest = policy.data === "volume" ? "same-region" : policy.highest;
  const offers = await offersLike(row, now);
  const surplus = await findSurplus(tx, { id: row.teamId, tier: asked.tier });
  const keys = await tx.providerKey.findMany({
    where: { teamId: row.teamId, state: "active" },
    select: { id: true, providerId: true, name: true, lastFour: true, state: true },
    orderBy: { createdAt: "desc" },
  });
  const keyOf = (providerId: string) => {
    const able = keys.filter((key) => key.providerId === providerId && !surplus.has(key.id));
    return able.find(({ id }) => id === row.providerKeyId) ?? able[0] ?? null;
  };
  const need = needOf(row);
  const near = offers.filter((offer) => {
    const rung = rungOf(offer, row);
    const isAllowed = !isBeyond(from, rung) && !isBeyond(rung, furthest);
    return isAllowed && offer.pricingModel === row.pricingModel && !except.has(offer.id);
  });
  const weighed = near.map((offer) =>
    weighOffer(offer, need, {
      capabilities: findProviderMeta(offer.providerId)?.capabilities ?? null,
      key: keyOf(offer.providerId),
    }),
  );
  // Each rung is ranked by itself: a cheaper offer further away puts no nearer one out of the list.
  const able = rungs.flatMap((rung) => {
    const there = weighed.filter(({ offer }) => rungOf(offer, row) === rung);
    return rankOffers(there, NO_CEILING).fitting.map((one): Replacement => ({ ...one, rung }));
  });
  const ceiling = ceilingOf(policy, { launchedAt, ceiling: row.maxPerHourMicros });
  const affordable = able.filter((one) => totalOf(one) <= ceiling);
  const extra = microsFromDecimal(policy.extraPerDay) ?? 0n;
  const within = affordable.filter((one) => (totalOf(one) - launchedAt) * DAY_HOURS <= extra);
  const replacements = within.slice(0, MOST_CANDIDATES);
  if (replacements.length > 0) return { replacements, reason: null };
  if (able.length === 0) return { replacements, reason: "no-offer" };
  return { replacements, reason: affordable.length === 0 ? "too-dear" : "day-extra" };
}

/** Offers of the same GPU; of one nobody has named, the very offer alone. */
async function offersLike(row: Deployment, now: Date): Promise<readonly OfferView[]> {
  if (row.gpuModel !== null) return offersOfModels([row.gpuModel], now);
  const offer = await findOffer(row.offerId, now);
  return offer ? [offer] : [];
}

function rungOf({ providerId, region }: OfferView, row: Deployment): Rung {
  if (providerId !== row.providerId) return "other-provider";
  return region === row.region || region === null ? "same-region" : "other-region";
}

function needOf(row: Deployment) {
  const { environment, secrets } = storedEnvironment(row);
  const names = [...Object.keys(environment), ...Object.keys(secrets)];
  return {
    count: row.gpuCount,
    image: row.image ?? undefined,
    ports: row.ports,
    diskGb: row.diskGb ?? undefined,
    sshPublicKeys: [...readAuthorizedKeys(row.authorizedKeys)],
    environment: names.map((name) => ({ name, value: environment[name] ?? "", secret: false })),
    startupScript: row.startupScript ?? undefined,
    command: row.command ?? undefined,
    pricing: row.pricingModel === "spot" ? ("spot" as const) : ("on-demand" as const),
    areas: [],
  };
}
