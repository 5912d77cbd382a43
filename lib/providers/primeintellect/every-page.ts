import { ProviderError } from "../errors";

export const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/** A page of a list, with how long the list says that it is. */
interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

/**
 * All rows of a list that is read page by page, each asked for by how many rows came before it. One
 * that ends before its own count, or is another length on a later page and so may have lost a row
 * between two, is `transient`.
 */
export async function everyPage<T>(pageAt: (seen: number) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  const { total } = await take(rows, pageAt);
  for (let pages = 1; pages < MAX_PAGES; pages += 1) {
    const isFull = rows.length === pages * PAGE_SIZE;
    if (!isFull && rows.length >= total) return rows;
    const next = await take(rows, pageAt);
    if (next.total !== total) throw broken("the list moves while it is read");
    if (next.rows.length === 0 && rows.length < total) throw broken("it ends before its own count");
  }
  throw broken("the list does not end");
}

async function take<T>(rows: T[], pageAt: (seen: number) => Promise<Page<T>>): Promise<Page<T>> {
  const page = await pageAt(rows.length);
  rows.push(...page.rows);
  return page;
}

const broken = (detail: string) => new ProviderError("transient", { detail });
