import { microsToDecimal } from "@/lib/money";
import { isListPrice, mayBeCheapest } from "../best-value";
import { shownSince } from "../freshness";
import { type LiveOffer, toLiveOffer, toOfferView } from "../live-offers";
import { toReferenceView } from "../reference-offers";
import type { OfferQuery } from "../schema";
import type { OfferRow, OfferSearch, OfferView, ReferenceOfferView } from "../types";
import type { OfferIndex } from "./build-index";
import { type Found, searchShelf } from "./search-shelf";
import type { Shelf } from "./shelf";

/** The page of offers that a query asks for, with the counts of every filter. Pure. */
export function searchOffers(index: OfferIndex, query: OfferQuery, now: Date): OfferSearch {
  const part = query.slices ? "slice" : "whole";
  if (query.kind === "reference") {
    const shelf = index.reference[part];
    const found = searchShelf(shelf, query, {
      hiddenBefore: Number.NEGATIVE_INFINITY,
      mayRank: () => false,
    });
    return answer(query, { found, now, rows: rowsOf(shelf, found, toReferenceView) });
  }
  const shelf = index.live[part];
  const found = searchShelf(shelf, query, {
    hiddenBefore: shownSince(now).getTime(),
    mayRank: (row) => mayHaveValue(toLiveOffer(row, now)),
  });
  const view = (row: (typeof shelf.rows)[number]) => toOfferView(toLiveOffer(row, now));
  return answer(query, { found, now, rows: rowsOf(shelf, found, view) });
}

/** The rule of the cheapest; slices are ranked among themselves. */
function mayHaveValue(offer: LiveOffer): boolean {
  const whole = { ...offer, isPartition: false };
  return mayBeCheapest(whole) || isListPrice(whole);
}

function answer(
  { page, limit }: OfferQuery,
  { found, now, rows }: { readonly found: Found; readonly now: Date; readonly rows: OfferRow[] },
): OfferSearch {
  const { total, facets, range, loosen } = found;
  return {
    generatedAt: now.toISOString(),
    rows,
    total,
    page,
    limit,
    facets,
    priceRange: range && { low: dollars(range[0]), high: dollars(range[1]) },
    loosen,
  };
}

function rowsOf<Row>(
  shelf: Shelf<Row>,
  { page, values }: Found,
  view: (row: Row) => OfferView | ReferenceOfferView,
): OfferRow[] {
  return page.flatMap((at) => {
    const row = shelf.rows[at];
    if (row === undefined) return [];
    return [
      {
        ...view(row),
        pricePerTflopHour: dollarsOrNull(shelf.perTflop[at]),
        pricePerGbHour: dollarsOrNull(shelf.perGb[at]),
        value: values.get(at) ?? null,
      },
    ];
  });
}

function dollarsOrNull(micros: number | undefined): string | null {
  return micros !== undefined && Number.isFinite(micros) ? dollars(micros) : null;
}

function dollars(micros: number): string {
  return microsToDecimal(BigInt(Math.round(micros)));
}
