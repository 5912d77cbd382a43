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
  const { found, skipped } = readEach(rows, schema, toOffers);
  return { offers: found, skipped };
}

/** The same for rows that are no offers yet. */
export function readEach<T, R>(
  rows: readonly unknown[],
  schema: z.ZodType<T>,
  read: (row: T) => readonly R[] | string,
): { readonly found: R[]; readonly skipped: PriceList["skipped"] } {
  const found: R[] = [];
  const skipped: { reason: string; example: string }[] = [];
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    const answer = parsed.success ? read(parsed.data) : fieldsOf(parsed.error);
    if (typeof answer === "string") skipped.push({ reason: answer, example: exampleOf(row) });
    else found.push(...answer);
  }
  return { found, skipped };
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
