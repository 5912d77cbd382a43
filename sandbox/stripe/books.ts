import type { z } from "zod";
import type { Store } from "../store";

/** What every record has: whose it is and when it was made, in Unix seconds. */
export interface Kept {
  id: string;
  account: string;
  created: number;
}

/** The records of one kind, of every account. */
export interface Book<T extends Kept> {
  /** A record by its id alone; pages are reached without a key. */
  any(id: string): T | undefined;
  find(account: string, id: string): T | undefined;
  /** Newest first. */
  of(account: string): T[];
  all(): T[];
  put(record: T): T;
  remove(id: string): void;
  forget(account?: string): void;
}

export function openBook<T extends Kept>(
  store: Store,
  name: string,
  schema: z.ZodType<T>,
): Book<T> {
  const rows = store.collection(`stripe-${name}`, (value) => schema.parse(value));
  return {
    any: (id) => rows.get(id),
    find(account, id) {
      const row = rows.get(id);
      return row?.account === account ? row : undefined;
    },
    of: (account) =>
      rows
        .values()
        .filter((row) => row.account === account)
        .reverse(),
    all: () => rows.values(),
    put(record) {
      rows.put(record.id, record);
      return record;
    },
    remove: (id) => rows.remove(id),
    forget(account) {
      for (const row of rows.values()) {
        if (account === undefined || row.account === account) rows.remove(row.id);
      }
    },
  };
}
