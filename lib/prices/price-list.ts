import { middleOf } from "@/lib/math";

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

/** What the rest of a list says of one of its rows; see `Evidence`. */
export interface ListEvidence {
  readonly expected: number | null;
  readonly kin: readonly number[];
}

/** With fewer places the middle price of an offer says little. */
const ENOUGH_PLACES = 3;

/**
 * Reads a whole list of one provider, seen at one time, and answers for each of its rows what the
 * others let expect of it. Who sells in many regions asks the same everywhere, or the same surcharge
 * for all machines of a region.
 */
export function readPriceList(rows: readonly ListRow[]): (row: ListRow) => ListEvidence {
  const priced = rows.filter(({ micros }) => micros > 0);
  const offers = groupLogs(priced, offerOf, ({ micros }) => Math.log(micros));
  const isSpread = (row: ListRow) => (offers.get(offerOf(row))?.length ?? 0) >= ENOUGH_PLACES;
  const elsewhere = (row: ListRow) =>
    middleOf(without(offers.get(offerOf(row)) ?? [], Math.log(row.micros)));
  const surcharge = (row: ListRow) => Math.log(row.micros) - elsewhere(row);
  const regions = groupLogs(priced.filter(isSpread), regionOf, surcharge);
  const kinds = Map.groupBy(priced, ({ kind }) => kind);
  return (row) => {
    const kin = kinds.get(row.kind) ?? [];
    return {
      expected: isSpread(row) ? expect(row) : null,
      kin: kin.filter((other) => other !== row).map((other) => other.micros / cardsOf(other)),
    };
  };

  function expect(row: ListRow): number | null {
    const here = without(regions.get(regionOf(row)) ?? [], surcharge(row));
    return here.length === 0 ? null : Math.exp(elsewhere(row) + middleOf(here));
  }
}

function groupLogs(
  rows: readonly ListRow[],
  keyOf: (row: ListRow) => string,
  value: (row: ListRow) => number,
): Map<string, number[]> {
  const groups = Map.groupBy(
    rows.filter(({ offer }) => offer !== null),
    keyOf,
  );
  return new Map([...groups].map(([key, group]) => [key, group.map(value).sort((a, b) => a - b)]));
}

function offerOf({ offer, kind, gpuCount }: ListRow): string {
  return `${offer}|${kind}|${gpuCount}`;
}

function regionOf({ region, kind }: ListRow): string {
  return `${region}|${kind}`;
}

function cardsOf({ gpuCount }: ListRow): number {
  return Math.max(1, gpuCount);
}

/** The values in order without one of them; all of them where it is not among them. */
function without(sorted: readonly number[], value: number): number[] {
  const at = sorted.indexOf(value);
  return at < 0 ? [...sorted] : sorted.toSpliced(at, 1);
}
