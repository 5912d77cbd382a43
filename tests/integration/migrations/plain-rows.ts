import type pg from "pg";

/** A row as the database writes it: every value a text. */
export type Row = Readonly<Record<string, string | null>>;

/** Which columns each table of a release has. */
export type Tables = ReadonlyMap<string, readonly string[]>;

const types = { getTypeParser: () => (value: string | Buffer) => value };

/** The product's own tables as this database has them now. */
export async function tablesOf(client: pg.ClientBase): Promise<Tables> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT table_name AS table, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' GROUP BY table_name`,
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/** Reads rows naming every column, as a database client made for one release does. */
export async function readAll(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
): Promise<Row[]> {
  const text = `SELECT ${list(table, columns)} FROM "public"."${table}"`;
  return (await client.query<Row>({ text, types })).rows;
}

/** Writes a row naming every column; `returning` reads them back in the same statement. */
export async function insert(
  client: pg.ClientBase,
  table: string,
  row: Row,
  { returning = false } = {},
): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`).join(", ");
  const names = columns.map((column) => `"${column}"`).join(", ");
  const back = returning ? ` RETURNING ${list(table, columns)}` : "";
  const text = `INSERT INTO "public"."${table}" (${names}) VALUES (${places})${back}`;
  await client.query({ text, values: Object.values(row), types });
}

function list(table: string, columns: readonly string[]): string {
  return columns.map((column) => `"public"."${table}"."${column}"`).join(", ");
}
