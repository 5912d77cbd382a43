import { ProviderError } from "./errors";

const MAX_PAGES = 100;

/** A page of a list. */
export interface Page<R> {
  readonly rows: readonly R[];
  /** How long the whole list is; `null` where this page does not tell. */
  readonly total: number | null;
  /** Whether another page is to be asked for; `null`: until there are as many rows as were counted. */
  readonly more: boolean | null;
}

/**
 * All rows of a list that is read page by page, each asked for by its number from 1 on or by how many
 * rows were seen before it. Rows move up where one before them goes meanwhile, and whoever seems gone
 * from a list of machines is taken for ended: so a list whose length changes while it is read, or that
 * ends before its own count, is `transient`, and is to be read again.
 */
export async function everyPage<R>(
  pageAt: (number: number, seen: number) => Promise<Page<R>>,
): Promise<R[]> {
  const rows: R[] = [];
  let total: number | null = null;
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const page = await pageAt(number, rows.length);
    total ??= page.total;
    if (page.total !== null && page.total !== total) {
      throw broken("the list changed while it was read");
    }
    rows.push(...page.rows);
    if (!goesOn(page, rows.length, total ?? 0)) return rows;
  }
  throw broken("the list does not end");
}

function goesOn({ rows, more }: Page<unknown>, seen: number, total: number): boolean {
  if (more !== null) return more;
  if (seen >= total) return false;
  if (rows.length === 0) throw broken("the list ends before its own count");
  return true;
}

const broken = (detail: string) => new ProviderError("transient", { detail });
