import { variantsOf } from "@/lib/gpus/catalog";
import { type FacetName, facetNames, type OfferQuery } from "../schema";
import type { Facet } from "../types";
import { addBit, type Bits, countBits, eachBit, emptyBits, hasBit, intersect, unite } from "./bits";
import { compact, type Posting, type Shelf } from "./shelf";
import { topByValue } from "./value-order";

/** What fits a query on one shelf: row numbers of one page, and what can be said of all that fit. */
export interface Found {
  readonly page: readonly number[];
  readonly total: number;
  readonly facets: Record<string, Facet[]>;
  /** Lowest and highest price without the ceiling, in micro-dollars. */
  readonly range: readonly [low: number, high: number] | null;
  readonly loosen: readonly { readonly filter: string; readonly total: number }[];
  /** 0 to 100 by row of the page; empty unless the query asks for value. */
  readonly values: ReadonlyMap<number, number>;
}

type Filter = FacetName | "q" | "max" | "age";

/** What of a shelf may be shown, and what may be called good value. */
export interface Policy<Row> {
  /** Prices from before (ms) are too old to be shown. */
  readonly hiddenBefore: number;
  readonly mayRank: (row: Row) => boolean;
}

/**
 * Searches a shelf. The counts of a
 * filter's choices leave that filter itself out of account, so they say what another choice brings.
 */
export function searchShelf<Row>(
  shelf: Shelf<Row>,
  query: OfferQuery,
  { hiddenBefore, mayRank }: Policy<Row>,
): Found {
  const sets = filterSets(shelf, query, hiddenBefore);
  const without = (left: Filter | null) =>
    intersect(
      [...sets].flatMap(([name, bits]) => (name === left ? [] : [bits])),
      shelf.size,
    );
  const fits = without(null);
  const total = countBits(fits);
  return {
    ...pageOf(shelf, query, { fits, total, mayRank }),
    total,
    facets: {
      ...countChoices(
        shelf,
        facetNames.filter((name) => !sets.has(name)),
        fits,
      ),
      ...Object.assign(
        {},
        ...facetNames
          .filter((name) => sets.has(name))
          .map((name) => countChoices(shelf, [name], without(name))),
      ),
    },
    range: rangeOf(shelf, sets.has("max") ? without("max") : fits),
    loosen: total > 0 ? [] : loosenings(sets, without),
  };
}

/** The rows that each filter of the query lets through. */
function filterSets<Row>(shelf: Shelf<Row>, query: OfferQuery, hiddenBefore: number) {
  const sets = new Map<Filter, Bits>();
  const { postings } = shelf;
  for (const name of facetNames) {
    if (name === "vram") continue;
    const chosen = query[name].map(String);
    if (chosen.length > 0)
      sets.set(name, rowsOf(postings[name], widened(name, chosen), shelf.size));
  }
  if (query.vram !== undefined) {
    const least = query.vram;
    const enough = postings.vram.values.filter((gb) => Number(gb) >= least * 0.98);
    sets.set("vram", rowsOf(postings.vram, enough, shelf.size));
  }
  if (query.q.trim() !== "") sets.set("q", rowsOfWords(shelf, query.q));
  if (query.max !== undefined) {
    sets.set("max", rowsUpTo(shelf, Math.round(query.max * 1_000_000)));
  }
  if (shelf.oldestMs < hiddenBefore) sets.set("age", rowsSince(shelf, hiddenBefore));
  return sets;
}

/** A model without its board stands for all of its boards. */
function widened(name: FacetName, chosen: readonly string[]): readonly string[] {
  if (name !== "model") return chosen;
  return [...new Set(chosen.flatMap((id) => [id, ...variantsOf(id).map((model) => model.id)]))];
}

function rowsOf({ rows }: Posting, values: readonly string[], size: number): Bits {
  const bits = emptyBits(size);
  for (const value of values) {
    const posted = rows.get(value);
    if (posted) unite(bits, posted);
  }
  return bits;
}

/** Every word must be found, each in the GPU's or the provider's name; or all of them as one. */
function rowsOfWords<Row>(shelf: Shelf<Row>, q: string): Bits {
  const found = (word: string) => {
    const bits = emptyBits(shelf.size);
    for (const kind of ["model", "provider"] as const) {
      const ids = [...shelf.names[kind]].flatMap(([id, name]) => (name.includes(word) ? [id] : []));
      unite(bits, rowsOf(shelf.postings[kind], ids, shelf.size));
    }
    return bits;
  };
  const whole = found(compact(q));
  if (countBits(whole) > 0) return whole;
  return intersect(q.split(/\s+/).map(compact).filter(Boolean).map(found), shelf.size);
}

/** The rows that cost at most so many micro-dollars per GPU and hour. */
function rowsUpTo<Row>({ byPrice, perGpuHour, cheapest, size }: Shelf<Row>, most: number): Bits {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((perGpuHour[byPrice[middle] ?? 0] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  const whole = Math.floor(low / cheapest.step);
  const bits = cheapest.sets[whole - 1]?.slice() ?? emptyBits(size);
  for (let at = whole * cheapest.step; at < low; at += 1) addBit(bits, byPrice[at] ?? 0);
  return bits;
}

function rowsSince<Row>({ observedMs, size }: Shelf<Row>, sinceMs: number): Bits {
  const bits = emptyBits(size);
  for (let row = 0; row < size; row += 1) {
    if ((observedMs[row] ?? 0) >= sinceMs) addBit(bits, row);
  }
  return bits;
}

/** Counts every choice of some filters among the rows of a set. */
function countChoices<Row>(
  shelf: Shelf<Row>,
  names: readonly FacetName[],
  among: Bits,
): Record<string, Facet[]> {
  const columns = names.map((name) => {
    const { codes, values } = shelf.postings[name];
    return { name, codes, values, counts: new Uint32Array(values.length + 1) };
  });
  for (const { codes, counts } of columns) {
    eachBit(among, (row) => {
      const code = codes[row] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    });
  }
  return Object.fromEntries(
    columns.map(({ name, values, counts }) => [name, toFacets(name, values, counts)]),
  );
}

function toFacets(name: FacetName, values: readonly string[], counts: Uint32Array): Facet[] {
  const isNumber = name === "vram" || name === "count";
  const own = new Map(values.map((value, at) => [value, counts[at + 1] ?? 0]));
  const countOf = (value: string) =>
    name === "model"
      ? widened("model", [value]).reduce((sum, id) => sum + (own.get(id) ?? 0), 0)
      : (own.get(value) ?? 0);
  return values
    .flatMap((value) => {
      const count = countOf(value);
      return count > 0 ? [{ value, count }] : [];
    })
    .sort((one, other) =>
      isNumber
        ? Number(one.value) - Number(other.value)
        : other.count - one.count || (one.value < other.value ? -1 : 1),
    );
}

interface Fitting<Row> extends Pick<Policy<Row>, "mayRank"> {
  readonly fits: Bits;
  readonly total: number;
}

function pageOf<Row>(
  shelf: Shelf<Row>,
  query: OfferQuery,
  { fits, total, mayRank }: Fitting<Row>,
): Pick<Found, "page" | "values"> {
  const { sort, page, limit } = query;
  const skip = (page - 1) * limit;
  if (skip >= total) return { page: [], values: new Map() };
  if (sort === "value")
    return topByValue(shelf, { fits, mayRank, weight: query.weight, skip, limit });
  const order = shelf.order(sort, query.order ?? (sort === "vram" ? "desc" : "asc"));
  const rows: number[] = [];
  let passed = 0;
  for (let at = 0; at < order.length && rows.length < limit; at += 1) {
    const row = order[at] ?? 0;
    if (!hasBit(fits, row)) continue;
    passed += 1;
    if (passed > skip) rows.push(row);
  }
  return { page: rows, values: new Map() };
}

function rangeOf<Row>(shelf: Shelf<Row>, fits: Bits): Found["range"] {
  const { byPrice } = shelf;
  const low = byPrice.find((row) => hasBit(fits, row));
  const high = byPrice.findLast((row) => hasBit(fits, row));
  if (low === undefined || high === undefined) return null;
  return [shelf.perGpuHour[low] ?? 0, shelf.perGpuHour[high] ?? 0];
}

/** Each filter whose loss alone would help. What is too old stays out. */
function loosenings(
  sets: ReadonlyMap<Filter, Bits>,
  without: (left: Filter) => Bits,
): { filter: string; total: number }[] {
  return [...sets.keys()]
    .filter((filter) => filter !== "age")
    .map((filter) => ({ filter, total: countBits(without(filter)) }))
    .filter(({ total }) => total > 0)
    .sort((one, other) => other.total - one.total);
}
