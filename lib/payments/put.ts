/** What of a table is needed to keep one row as it was told. */
interface Shelf<W, R extends object> {
  findUnique(query: { where: W }): Promise<Partial<R> | null>;
  create(query: { data: R }): Promise<unknown>;
  update(query: { where: W; data: Partial<R> }): Promise<unknown>;
}

/** Says when it was asked, not what holds: no difference by itself. */
const BY_THE_WAY = "readAt";

/** Writes a row where it is not there or differs. Answers how many rows that changed: 0 or 1. */
export async function put<W, R extends object>(
  shelf: Shelf<W, R>,
  where: W,
  row: R,
): Promise<number> {
  const known = await shelf.findUnique({ where });
  if (!known) {
    await shelf.create({ data: row });
    return 1;
  }
  const differs = Object.entries(row).some(
    ([name, value]) => name !== BY_THE_WAY && !isSame(Reflect.get(known, name), value),
  );
  await shelf.update({ where, data: row });
  return differs ? 1 : 0;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return (a ?? null) === (b ?? null);
}
