import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { FindOdds } from "@/lib/odds/types";
import { MOST_CANDIDATES } from "../schema";
import type { BestView, CandidateView, LeftOutReason, LeftOutView } from "./types";
import type { UsableKey, Weighed } from "./weigh-offer";

/** One that may be bought. */
export type Fitting = Weighed & {
  readonly key: UsableKey;
  readonly capabilities: NonNullable<Weighed["capabilities"]>;
  readonly perHourMicros: Micros;
};

export interface Ranked {
  /** In the order in which they are tried: cheapest first, at most eight. */
  readonly fitting: readonly Fitting[];
  readonly more: number;
  readonly leftOut: readonly LeftOutView[];
  readonly ceilingMicros: Micros | null;
}

/** How far above the cheapest a ceiling is proposed, so that the next ones are within it. */
const PROPOSED_PERCENT = 125n;
const CENT_MICROS = 10_000n;

/** Orders what fits under the ceiling and says of the rest why not. Pure. */
export function rankOffers(weighed: readonly Weighed[], ceiling: Micros | null): Ranked {
  const able = weighed.flatMap((one) => fittingOf(one) ?? []).sort(byRank);
  const ceilingMicros = ceiling ?? proposedCeiling(able);
  const isUnder = (one: Fitting) => ceilingMicros !== null && totalOf(one) <= ceilingMicros;
  const under = able.filter(isUnder);
  const out = [
    ...weighed.flatMap((one) => (one.reason ? [{ one, reason: one.reason }] : [])),
    ...able.flatMap((one) => (isUnder(one) ? [] : [{ one, reason: "above-ceiling" as const }])),
  ];
  return {
    fitting: under.slice(0, MOST_CANDIDATES),
    more: Math.max(0, under.length - MOST_CANDIDATES),
    leftOut: groupLeftOut(out),
    ceilingMicros,
  };
}

function fittingOf(one: Weighed): Fitting | null {
  const { key, capabilities, perHourMicros } = one;
  if (one.reason || !key || !capabilities || perHourMicros === null) return null;
  return { ...one, key, capabilities, perHourMicros };
}

/** What the whole machine costs per hour, disk counted. */
export function totalOf({ perHourMicros, diskPerHourMicros }: Fitting): Micros {
  return perHourMicros + diskPerHourMicros;
}

const stock = { available: 0, limited: 1, unknown: 2, unavailable: 3 } as const;

/**
 * Cheaper first; of equals a cloud's own before a broker's, then the one more surely there, with the
 * newer price, that starts sooner.
 */
function byRank(one: Fitting, other: Fitting): number {
  const price = totalOf(one) - totalOf(other);
  if (price !== 0n) return price < 0n ? -1 : 1;
  return (
    Number(isBrokered(one)) - Number(isBrokered(other)) ||
    stock[one.offer.availability] - stock[other.offer.availability] ||
    other.offer.observedAt.localeCompare(one.offer.observedAt) ||
    one.capabilities.usualStartSeconds[1] - other.capabilities.usualStartSeconds[1] ||
    one.offer.id.localeCompare(other.offer.id)
  );
}

const isBrokered = ({ offer }: Fitting) => offer.brokeredFrom !== null;

function proposedCeiling([cheapest]: readonly Fitting[]): Micros | null {
  if (!cheapest) return null;
  const raised = (totalOf(cheapest) * PROPOSED_PERCENT) / 100n;
  return ((raised + CENT_MICROS - 1n) / CENT_MICROS) * CENT_MICROS;
}

function groupLeftOut(
  out: readonly { readonly one: Weighed; readonly reason: LeftOutReason }[],
): LeftOutView[] {
  const groups = Map.groupBy(out, ({ one, reason }) => `${one.offer.providerId} ${reason}`);
  return [...groups.values()]
    .flatMap((group): LeftOutView[] => {
      const [first] = group;
      if (!first) return [];
      const { providerId, providerName } = first.one.offer;
      const fromPerHour = cheapestOf(group.map(({ one }) => one));
      return [
        { providerId, providerName, reason: first.reason, offers: group.length, fromPerHour },
      ];
    })
    .sort((a, b) => priceOrder(a) - priceOrder(b) || a.providerName.localeCompare(b.providerName));
}

function cheapestOf(all: readonly Weighed[]): string | null {
  const totals = all.flatMap(({ perHourMicros, diskPerHourMicros }) =>
    perHourMicros === null ? [] : [perHourMicros + diskPerHourMicros],
  );
  const [least] = totals.sort((a, b) => (a < b ? -1 : 1));
  return least === undefined ? null : microsToDecimal(least);
}

function priceOrder({ fromPerHour }: LeftOutView): number {
  return fromPerHour === null
    ? Number.MAX_SAFE_INTEGER
    : Number(microsFromDecimal(fromPerHour) ?? 0n);
}

/** The ranking as people see it. */
export function toBestView(ranked: Ranked, findOdds: FindOdds = () => null): BestView {
  const { fitting, more, leftOut, ceilingMicros } = ranked;
  return {
    candidates: fitting.map((one) => toCandidateView(one, findOdds)),
    more,
    leftOut,
    ceiling: ceilingMicros === null ? null : microsToDecimal(ceilingMicros),
  };
}

function toCandidateView(one: Fitting, findOdds: FindOdds): CandidateView {
  const { id, name, lastFour } = one.key;
  return {
    offer: one.offer,
    perHour: microsToDecimal(one.perHourMicros),
    diskPerHour: microsToDecimal(one.diskPerHourMicros),
    totalPerHour: microsToDecimal(totalOf(one)),
    key: { id, name, lastFour },
    usualStartSeconds: one.capabilities.usualStartSeconds,
    odds: findOdds(one.offer),
  };
}
