import { notSoldOut, type OfferQuery, writeOfferQuery } from "@/lib/prices/schema";
import type { TableSearch } from "../matrix/search";

/** The address of the list for a query, from the question mark on. */
export function listAddress(query: Partial<OfferQuery>): string {
  const text = writeOfferQuery(query);
  return `?view=list${text === "" ? "" : `&${text}`}`;
}

/** The address of the list that asks for what a search of the table asked for. */
export function listAddressOf({ q, vendors, providers, pricing }: TableSearch): string {
  return listAddress({
    q,
    vendor: [...vendors],
    provider: [...providers],
    pricing: pricing === "spot" ? ["spot"] : [],
    availability: [...notSoldOut],
  });
}
