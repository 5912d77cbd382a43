/** What a row of the list shows to a filter. */
export type Filterable = Readonly<Record<string, unknown>>;

const equals = /^(\w+) eq '([^']*)'$/;
const contains = /^contains\((\w+), ?'([^']*)'\)$/;

/**
 * Reads the part of OData this list's users write: `eq` and `contains` joined by `and`, with
 * case-sensitive values. `null` for anything else.
 */
export function readFilter(text: string): ((row: Filterable) => boolean) | null {
  if (text === "") return () => true;
  const tests = text.split(" and ").map(readTest);
  if (tests.some((test) => test === null)) return null;
  return (row) => tests.every((test) => test?.(row) ?? false);
}

function readTest(text: string): ((row: Filterable) => boolean) | null {
  const [, field, value] = equals.exec(text) ?? [];
  if (field !== undefined) return (row) => row[nameOf(field)] === value;
  const [, inside, part] = contains.exec(text) ?? [];
  if (inside === undefined || part === undefined) return null;
  return (row) => String(row[nameOf(inside)] ?? "").includes(part);
}

/** One field has another name in filters than in answers. */
function nameOf(field: string): string {
  return field === "priceType" ? "type" : field;
}
