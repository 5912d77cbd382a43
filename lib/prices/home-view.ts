import { findGpu, MOST_WANTED, variantsOf } from "@/lib/gpus/catalog";
import { bestLivePrice, bestPrice } from "./best-price";
import {
  countClouds,
  isListPrice,
  mayBeCheapest,
  type Rankable,
  withoutDoubles,
} from "./best-value";
import { biggestMoves } from "./biggest-moves";
import type { LiveOffer } from "./live-offers";
import type { PriceChange } from "./price-changes";
import { type PriceMove, priceLine } from "./price-line";
import type { ReferenceBest } from "./reference-offers";
import type { HomeCard, HomeView } from "./types";

const LINE_MS = 30 * 24 * 3_600_000;

export interface HomeFacts {
  readonly now: Date;
  readonly offers: readonly LiveOffer[];
  readonly references: readonly ReferenceBest[];
  readonly moves: readonly PriceMove[];
  readonly changes: readonly PriceChange[];
}

const MOST_MOVES = 6;

/** Where the cards' lines begin. */
export function lineStart(now: Date): Date {
  return new Date(now.getTime() - LINE_MS);
}

/** The front page: the ten most wanted models, each with its cheapest whole card on demand. */
export function buildHomeView(facts: HomeFacts): HomeView {
  const onSale = facts.offers.filter(isOnSale);
  return {
    generatedAt: facts.now.toISOString(),
    cards: MOST_WANTED.map((modelId) => buildCard(modelId, facts)),
    moves: biggestMoves(facts.changes, { now: facts.now, most: MOST_MOVES }),
    liveOfferCount: withoutDoubles(onSale).length,
    liveProviderCount: countClouds(onSale),
  };
}

function buildCard(modelId: string, { now, offers, references, moves }: HomeFacts): HomeCard {
  const ids = new Set(variantsOf(modelId).map((model) => model.id));
  const own = offers.filter((offer) => offer.gpuModel !== null && ids.has(offer.gpuModel));
  const gpu = findGpu(modelId);
  return {
    modelId,
    name: gpu?.name ?? modelId,
    memoryGb: gpu?.memoryGb ?? null,
    cheapest: bestPrice(
      own,
      references.filter((row) => ids.has(row.gpuModel)),
    ),
    spot: bestLivePrice(own, "spot"),
    providerCount: countClouds(own.filter(isOnSale)),
    line: priceLine(
      moves.filter((move) => ids.has(move.gpuModel)),
      lineStart(now),
    ),
  };
}

const isOnSale = (offer: Rankable) => mayBeCheapest(offer) || isListPrice(offer);
