import type { z } from "zod";
import type { PriceList, ProviderOffer } from "./contract";

/**
 * Reads a price list row by row: a row whose shape is not understood, or that `toOffers` refuses
 * by answering a reason, is left out and counted, so that one odd row never hides the others.
 */
export function readRows<T>(
  rows: readonly unknown[],
  schema: z.ZodType<T>,
  toOffers: (row: T) => readonly ProviderOffer[] | string,
): PriceList {
  const offers: ProviderOffer[] = [];
  const skipped: { reason: string; example: string }[] = [];
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    const read = parsed.success ? toOffers(parsed.data) : fieldsOf(parsed.error);
    if (typeof read === "string") skipped.push({ reason: read, example: exampleOf(row) });
    else offers.push(...read);
  }
  return { offers, skipped };
}

/** Joins lists that one provider publishes in several places. */
export function joinLists(lists: readonly PriceList[]): PriceList {
  return {
    offers: lists.flatMap((list) => list.offers),
    skipped: lists.flatMap((list) => list.skipped),
  };
}

function fieldsOf(error: z.ZodError): string {
  return `missing or odd: ${[...new Set(error.issues.map((i) => i.path.join(".")))].join(", ")}`;
}

function exampleOf(row: unknown): string {
  return (JSON.stringify(row) ?? "").slice(0, 200);
}
