import { median } from "@/lib/math";

/** A row of a provider's list, as far as its price can be compared with other rows of the list. */
export interface ListRow {
  /** The same machine under the same terms, wherever it stands; null where it has no name. */
  readonly offer: string | null;
  /** The same model under the same pricing model. */
  readonly kind: string;
  readonly region: string | null;
  readonly gpuCount: number;
  /** Whole offer per hour. */
  readonly micros: number;
}

/** A price that a list lets expect, whole offer per hour. */
export interface Expected {
  readonly micros: number;
  /** Whether the list is so regular that a difference of a few percent means something. */
  readonly isEven: boolean;
}

/** What the rest of a list says of one of its rows; see `Evidence`. */
export interface ListEvidence {
  readonly expected: Expected | null;
  readonly kin: readonly number[];
}

/** With fewer tellings a list says little of a row. */
const ENOUGH_TELLINGS = 3;
const EVEN_WITHIN = 0.01;
/** Of a long list so many rows speak for all, so that reading it takes time in step with its length. */
const MOST_KIN = 200;
const MOST_NEIGHBOURS = 40;

/**
 * Reads a whole list of one provider, seen at one time, and answers for each of its rows what the
 * others let expect of it. Who sells in many regions asks for all machines of a model the same
 * surcharge in a region, so each other place of an offer tells its price here, by each other machine
 * that stands in both.
 */
export function readPriceList(rows: readonly ListRow[]): (row: ListRow) => ListEvidence {
  const priced = rows.filter(({ micros }) => micros > 0);
  const kinds = new Map(
    [...Map.groupBy(priced, ({ kind }) => kind)].map(([kind, own]) => [kind, readKind(own)]),
  );
  return (row) => {
    const kind = kinds.get(row.kind);
    if (!kind) return { expected: null, kin: [] };
    const kin = kind.sample.filter((other) => other !== row);
    return {
      expected: row.offer === null ? null : expect(row, kind),
      kin: kin.map((other) => other.micros / Math.max(1, other.gpuCount)),
    };
  };
}

/** Logarithms of an offer's prices by place. */
type Places = ReadonlyMap<string, number>;

/** All rows of one model and pricing model. */
interface Kind {
  readonly sample: readonly ListRow[];
  readonly offers: ReadonlyMap<string, Places>;
  /** The offers that stand in a place. */
  readonly neighbours: ReadonlyMap<string, readonly Places[]>;
}

function readKind(rows: readonly ListRow[]): Kind {
  const step = Math.ceil(rows.length / MOST_KIN);
  const named = Map.groupBy(
    rows.filter(({ offer }) => offer !== null),
    offerOf,
  );
  const offers = new Map(
    [...named].map(([offer, places]) => {
      const prices = places.map((row) => [placeOf(row), Math.log(row.micros)] as const);
      return [offer, new Map(prices)];
    }),
  );
  const standing = [...offers.values()].flatMap((places) =>
    [...places.keys()].map((place) => ({ place, places })),
  );
  const neighbours = new Map(
    [...Map.groupBy(standing, ({ place }) => place)].map(([place, all]) => {
      return [place, all.slice(0, MOST_NEIGHBOURS).map(({ places }) => places)] as const;
    }),
  );
  return { sample: rows.filter((_, at) => at % step === 0), offers, neighbours };
}

function expect(row: ListRow, { offers, neighbours }: Kind): Expected | null {
  const here = placeOf(row);
  const own = offers.get(offerOf(row));
  const elsewhere = [...(own ?? [])].filter(([place]) => place !== here).slice(0, MOST_NEIGHBOURS);
  const others = (neighbours.get(here) ?? []).filter((places) => places !== own);
  const told = elsewhere.flatMap(([place, price]) =>
    others.flatMap((other) => {
      const [near, far] = [other.get(here), other.get(place)];
      return near === undefined || far === undefined ? [] : [price + near - far];
    }),
  );
  if (told.length < ENOUGH_TELLINGS) return null;
  const middle = median(told);
  const spread = median(told.map((one) => Math.abs(one - middle)));
  return { micros: Math.exp(middle), isEven: spread < EVEN_WITHIN };
}

function offerOf({ offer, gpuCount }: ListRow): string {
  return `${offer}|${gpuCount}`;
}

function placeOf({ region }: ListRow): string {
  return region ?? "";
}
