import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import type { LaunchBestInput } from "@/lib/deployments/schema";
import { microsFromDecimal } from "@/lib/money";
import { oddsOfModels } from "@/lib/odds/queries";
import { offersOfModels } from "@/lib/prices/queries";
import type { OfferView } from "@/lib/prices/types";
import { listKeys } from "@/lib/provider-keys/queries";
import type { KeyView } from "@/lib/provider-keys/schema";
import { findProviderMeta } from "@/lib/providers/meta";
import { type Ranked, rankOffers, toBestView } from "./rank-offers";
import type { BestView } from "./types";
import { weighOffer } from "./weigh-offer";

/** What is looked for; without a ceiling one is proposed. */
export type Search = Omit<LaunchBestInput, "name" | "ceiling" | "watchInside"> & {
  readonly ceiling?: string;
  readonly watchInside?: boolean;
};

/** The offers that fit, cheapest first, over the team's own keys, and why the others do not. */
export async function findBest(scope: TeamScope, search: Search): Promise<BestView> {
  requireRead(scope, "deployments.read");
  const [ranked, findOdds] = await Promise.all([
    rankFor(scope, search, clock.now()),
    oddsOfModels(search.models),
  ]);
  return toBestView(ranked, findOdds);
}

/** The same for the verb that buys, read anew from the database. */
export async function rankFor(scope: TeamScope, search: Search, now: Date): Promise<Ranked> {
  const [offers, keys] = await Promise.all([offersOfModels(search.models, now), listKeys(scope)]);
  const weighed = offers
    .filter((offer) => isAskedFor(offer, search))
    .map((offer) => {
      const capabilities = findProviderMeta(offer.providerId)?.capabilities ?? null;
      return weighOffer(offer, search, { capabilities, key: keyFor(offer.providerId, keys) });
    });
  return rankOffers(weighed, search.ceiling ? microsFromDecimal(search.ceiling) : null);
}

function isAskedFor(offer: OfferView, { pricing, areas, providers, except }: Search): boolean {
  const isSoldSo =
    pricing === "either" ? offer.pricingModel !== "reserved" : offer.pricingModel === pricing;
  const isThere = areas.length === 0 || areas.some((area) => area === offer.area);
  const isTheirs = providers.length === 0 || providers.includes(offer.providerId);
  return isSoldSo && isThere && isTheirs && !except.includes(offer.id);
}

/** The team's key at a provider: the newest that works, else the newest. */
function keyFor(providerId: string, keys: readonly KeyView[]): KeyView | null {
  const own = keys.filter((key) => key.providerId === providerId);
  return own.find(({ state }) => state === "active") ?? own[0] ?? null;
}
