import { asWorker } from "@/lib/db";
import type { BillingInvoice, Subscription } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { invoice, later, subscription, teamSince } from "@/tests/factories/books";

/** What was written into the books, for those who count it another way. */
export interface Books {
  readonly teams: { readonly id: string; readonly createdAt: Date }[];
  readonly invoices: Pick<
    BillingInvoice,
    | "id"
    | "teamId"
    | "status"
    | "dueMinor"
    | "paidMinor"
    | "createdAt"
    | "paidAt"
    | "coversFrom"
    | "coversTo"
  >[];
  readonly refunded: Map<string, bigint>;
  readonly failed: Set<string>;
  readonly lostDisputes: Set<string>;
  readonly subscriptions: (Pick<Subscription, "teamId" | "status"> & { endedAt: Date | null })[];
  /** When a team used something that Basic does not have. */
  readonly uses: { readonly teamId: string; readonly at: Date }[];
}

const TEAMS = 60;

/** Sixty teams of half a year with invoices of every fate; the same for the same seed. */
export async function fillBooks(seed: number, now: Date): Promise<Books> {
  const dice = rollFrom(seed);
  const books: Books = {
    teams: [],
    invoices: [],
    refunded: new Map(),
    failed: new Set(),
    lostDisputes: new Set(),
    subscriptions: [],
    uses: [],
  };
  for (let index = 0; index < TEAMS; index += 1) {
    const createdAt = later(now, -dice(180) - dice(1_000) / 1_000);
    const id = await teamSince(createdAt);
    books.teams.push({ id, createdAt });
    if (dice(3) > 0) await fillTeam(books, { id, createdAt }, dice, now);
  }
  return books;
}

type Dice = (sides: number) => number;

async function fillTeam(
  books: Books,
  { id, createdAt }: { readonly id: string; readonly createdAt: Date },
  dice: Dice,
  now: Date,
): Promise<void> {
  const began = later(createdAt, dice(45));
  const periods = dice(6);
  for (let month = 0; month < periods; month += 1) {
    const from = later(began, 30 * month);
    if (from < now) await fillInvoice(books, id, from, dice);
  }
  const status = ["active", "active", "unpaid", "canceled"][dice(4)] ?? "active";
  const endedAt = status === "canceled" ? later(now, -dice(40)) : null;
  if (began >= now || (endedAt && endedAt <= began)) return;
  await subscription(id, began, { status, endedAt });
  books.subscriptions.push({ teamId: id, status, endedAt });
  if (dice(2) === 0) return;
  const at = later(now, -dice(45));
  const row = { id: newId("aud"), teamId: id, actorKind: "user", verb: "some.verb", at };
  await asWorker((tx) => tx.auditEntry.createMany({ data: [{ ...row, feature: "members" }] }));
  books.uses.push({ teamId: id, at });
}

async function fillInvoice(books: Books, team: string, from: Date, dice: Dice): Promise<void> {
  const status = ["paid", "paid", "paid", "paid", "open", "uncollectible", "void"][dice(7)] ?? "";
  const hasFailed = dice(3) === 0;
  const refundedMinor = status === "paid" ? ([0n, 0n, 0n, 700n, 1_900n][dice(5)] ?? 0n) : 0n;
  const row = await invoice(team, from, {
    status,
    dueMinor: dice(8) === 0 ? 0n : 1_900n,
    firstFailedAt: hasFailed ? from : null,
    refundedMinor,
    paidAt: status === "paid" ? later(from, dice(5)) : null,
  });
  books.invoices.push({ ...row, coversFrom: row.coversFrom, coversTo: row.coversTo });
  books.refunded.set(row.id, refundedMinor);
  if (hasFailed) books.failed.add(row.id);
  if (dice(12) > 0) return;
  books.lostDisputes.add(row.id);
  const dispute = { id: `dp_${row.id}`, teamId: team, invoiceId: row.id, status: "lost" };
  const facts = { reason: "fraudulent", currency: "usd", amountMinor: 1_900n };
  await asWorker((tx) =>
    tx.billingDispute.createMany({
      data: [{ ...dispute, ...facts, createdAt: from, readAt: from }],
    }),
  );
}

/** Numbers from 0 to below `sides`, the same row of them for the same seed. */
function rollFrom(seed: number): Dice {
  let state = seed * 2_654_435_761;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return (state >>> 8) % sides;
  };
}
