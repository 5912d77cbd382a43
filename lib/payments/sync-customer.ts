import { asWorker, onceAsWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { type CustomerTold, readCustomer } from "@/lib/payments/read-customer";
import { act } from "./act";
import { readPages } from "./read-pages";
import { type Written, writeCustomer } from "./write-customer";

/** Acts change what Stripe tells, so it is asked again; more rounds than any honest case needs. */
const MOST_ROUNDS = 4;

/** What came of it: how many rows were not as Stripe has them; `unknown`: no team of ours. */
export interface Synced {
  readonly changes: number;
  readonly isKnown: boolean;
}

/**
 * Asks Stripe about a customer and writes what it says (BILLING T4): an event or a click only says
 * whom to ask about. Two at once may ask; the answer to the later question is the one that stays
 * (T5). Then does what the rules of the house ask for, and looks again. Throws what the client throws.
 */
export async function syncCustomer(customerId: string): Promise<Synced> {
  let changes = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const written = await readAndWrite(customerId);
    if (!written) return { changes, isKnown: false };
    changes += written.changes;
    if (written.acts.length === 0) return { changes, isKnown: true };
    for (const one of written.acts) await act(one);
  }
  log.error("the rules about a customer did not come to rest", { customerId });
  return { changes, isKnown: true };
}

async function readAndWrite(customerId: string): Promise<Written | null> {
  const turn = await nextTurn();
  const told: CustomerTold = await readCustomer(customerId);
  const pages = await readPages(customerId);
  return asWorker((tx) => writeCustomer(tx, { told, pages, turn }));
}

async function nextTurn(): Promise<bigint> {
  const [row] = await onceAsWorker(
    (db) => db.$queryRaw<{ turn: bigint }[]>`SELECT nextval('billing_read_turn') AS turn`,
  );
  if (!row) throw new Error("the database gave no number");
  return row.turn;
}
