import { z } from "zod";
import { availabilities, pricingModels } from "@/lib/providers/contract";
import { areas } from "./types";

/** How offers may be ordered; all but `vram` ascend by default. */
export const offerSorts = [
  "price",
  "machine",
  "tflop",
  "gb",
  "value",
  "vram",
  "provider",
  "newest",
] as const;

/** Machines the provider vouches for, and those that strangers rent out. */
export const tierKinds = ["secure", "community"] as const;

/** What somebody who looks for a machine wants to see first: all that is not sold out. */
export const notSoldOut = ["available", "limited", "unknown"] as const;

const MOST_AT_ONCE = 10_000;
const MOST_CHOICES = 80;

/** Several choices of one filter: `a,b`, or the name repeated. */
function choices<T extends z.ZodType>(one: T) {
  return z
    .preprocess(
      (given) => [given ?? []].flat().flatMap((text) => String(text).split(",").filter(Boolean)),
      z.array(one).max(MOST_CHOICES),
    )
    .default([]);
}

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, "not-an-id");
const count = z.coerce.number().int().min(1);

/**
 * What somebody asks of all offers: the search part of an address, of the price list page, the API
 * and the files alike. Unknown names are left alone; a wrong value is refused by its name.
 */
export const offerQuery = z.object({
  /** Words of a GPU's name. */
  q: z.string().max(200).default(""),
  model: choices(id),
  vendor: choices(z.string().max(30)),
  /** Least memory of one GPU, in GB. */
  vram: z.coerce.number().min(0).max(10_000).optional(),
  /** How many GPUs are in one machine. */
  count: choices(count.max(64)),
  area: choices(z.enum(areas)),
  pricing: choices(z.enum(pricingModels)),
  tier: choices(z.enum(tierKinds)),
  availability: choices(z.enum(availabilities)),
  provider: choices(id),
  /** Most dollars per GPU and hour. */
  max: z.coerce.number().positive().max(100_000).optional(),
  /** Slices of cards instead of whole ones; the two are never mixed. */
  slices: z.stringbool().default(false),
  /** Live offers, or the dated ones of the reference snapshot. */
  kind: z.enum(["live", "reference"]).default("live"),
  sort: z.enum(offerSorts).default("price"),
  order: z.enum(["asc", "desc"]).optional(),
  /** How much speed counts against memory in `value`: 1 is speed alone, 0 memory alone. */
  weight: z.coerce.number().min(0).max(1).default(0.5),
  page: count.max(100_000).default(1),
  limit: count.max(MOST_AT_ONCE).default(50),
});
export type OfferQuery = z.output<typeof offerQuery>;

/** The filters that have counted choices, in the order people see them. */
export const facetNames = [
  "model",
  "vendor",
  "vram",
  "count",
  "area",
  "pricing",
  "tier",
  "availability",
  "provider",
] as const;
export type FacetName = (typeof facetNames)[number];

/** The query of an address; the names of what is wrong in it, else. */
export function readOfferQuery(
  params: URLSearchParams,
): { readonly query: OfferQuery } | { readonly wrong: readonly string[] } {
  const given = Object.fromEntries(
    [...new Set(params.keys())].map((name) => [
      name,
      params.getAll(name).length > 1 ? params.getAll(name) : (params.get(name) ?? ""),
    ]),
  );
  const parsed = offerQuery.safeParse(given);
  if (parsed.success) return { query: parsed.data };
  return { wrong: [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? "")))] };
}

/** The search part of an address for a query, without what is as it would be anyway. */
export function writeOfferQuery(query: Partial<OfferQuery>): string {
  const standard = offerQuery.parse({});
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (
      value === undefined ||
      JSON.stringify(value) === JSON.stringify(Reflect.get(standard, name))
    )
      continue;
    params.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return params.toString().replaceAll("%2C", ",");
}
