import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import type { CustomerTold } from "@/lib/payments/read-customer";
import { settleTeam } from "@/lib/payments/settle-team";
import type { Act } from "./act";
import { actsFor } from "./acts-for";
import { customerRow } from "./customer-row";
import { closedDisputes, invoicesOfPayments, toDispute, toInvoice, toRefund } from "./money-rows";
import { put } from "./put";
import { raiseAlarm } from "./raise-alarm";
import type { PageTold } from "./read-pages";
import { toSubscription } from "./subscription-row";
import { tellCancelled } from "./tell-cancelled";
import { tellDunning } from "./tell-dunning";
import { noteTrials } from "./trials";

export interface Answer {
  readonly told: CustomerTold;
  readonly pages: readonly PageTold[];
  readonly turn: bigint;
}

export interface Written {
  /** Rows that were not as Stripe has them. */
  readonly changes: number;
  readonly acts: readonly Act[];
}

/**
 * Writes all that Stripe told of a customer, and settles the team, in one transaction. `null` where the
 * customer is of no team here; nothing is written where a later question was answered already.
 */
export async function writeCustomer(tx: Tx, answer: Answer): Promise<Written | null> {
  const { told, turn } = answer;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`billing/${told.id}`}, 0))`;
  const teamId = await teamOf(tx, told);
  if (!teamId) return null;
  const known = await tx.billingCustomer.findUnique({ where: { customerId: told.id } });
  if (known && known.readTurn >= turn) return { changes: 0, acts: [] };
  const changes = told.customer
    ? await writeTold(tx, teamId, told)
    : await writeDeleted(tx, told.id, told.askedAt);
  await tx.billingCustomer.updateMany({
    where: { customerId: told.id },
    data: { readTurn: turn, readAt: told.askedAt },
  });
  const ended = await endIntents(tx, answer.pages);
  const now = clock.now();
  const acts = await actsFor(tx, { teamId, told, now });
  await settleTeam(tx, teamId, now);
  return { changes: changes + ended, acts };
}

/** Our row says whose it is; for one that has none yet, the mark it was made with. */
async function teamOf(tx: Tx, { id, customer }: CustomerTold): Promise<string | null> {
  const row = await tx.billingCustomer.findUnique({ where: { customerId: id } });
  if (row) return row.teamId;
  const marked = customer?.metadata.team;
  if (!marked) return null;
  const team = await tx.team.findUnique({ where: { id: marked }, select: { id: true } });
  return team?.id ?? null;
}

async function writeTold(tx: Tx, teamId: string, told: CustomerTold): Promise<number> {
  const invoiceOf = invoicesOfPayments(told.invoices);
  const facts = { teamId, customerId: told.id, readAt: told.askedAt };
  const before = await tx.subscription.findMany({ where: { customerId: told.id } });
  const subscriptions = told.subscriptions.map((one) =>
    toSubscription(one, {
      ...facts,
      told,
      before: before.find(({ id }) => id === one.subscription.id),
    }),
  );
  const after = subscriptions.map(({ row }) => row);
  for (const { row, unknown } of subscriptions) {
    for (const price of unknown) {
      const details = { price, keptTier: row.tier };
      await raiseAlarm(tx, { kind: "unknown-price", subject: row.id, teamId, details });
    }
  }
  const counts = [
    await writeRow(tx, teamId, told),
    await putAll(after, (row) => put(tx.subscription, { id: row.id }, row)),
    await putAll(told.invoices, (one) =>
      put(tx.billingInvoice, { id: one.id ?? "" }, toInvoice(one, { ...facts, told })),
    ),
    await putAll(told.refunds, (one) =>
      put(tx.billingRefund, { id: one.id }, toRefund(one, { ...facts, invoiceOf })),
    ),
    await putAll(told.disputes, (one) =>
      put(tx.billingDispute, { id: one.id }, toDispute(one, { ...facts, invoiceOf })),
    ),
  ];
  await tx.billingDispute.updateMany({
    where: { teamId, status: { in: closedDisputes }, closedAt: null },
    data: { closedAt: told.askedAt },
  });
  await noteTrials(tx, teamId, told);
  await tellDunning(tx, { teamId, before, after, now: told.askedAt });
  await tellCancelled(tx, { teamId, before, after, now: told.askedAt });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A team has one customer: one that is found beside the one it pays with does not take its place. */
async function writeRow(tx: Tx, teamId: string, told: CustomerTold): Promise<number> {
  const row = await tx.billingCustomer.findUnique({ where: { teamId } });
  const isOther = row !== null && row.deletedAt === null && row.customerId !== told.id;
  return isOther ? 0 : put(tx.billingCustomer, { teamId }, customerRow(told, teamId));
}

async function putAll<T>(rows: readonly T[], one: (row: T) => Promise<number>): Promise<number> {
  let changes = 0;
  for (const row of rows) changes += await one(row);
  return changes;
}

/** Deleted there: its subscriptions ended with it (BILLING T26). */
async function writeDeleted(tx: Tx, customerId: string, at: Date): Promise<number> {
  const { count } = await tx.billingCustomer.updateMany({
    where: { customerId, deletedAt: null },
    data: { deletedAt: at },
  });
  const ended = await tx.subscription.updateMany({
    where: { customerId, endedAt: null },
    data: { status: "canceled", endedAt: at, nextChargeMinor: null, nextChargeAt: null },
  });
  return count + ended.count;
}

async function endIntents(tx: Tx, pages: readonly PageTold[]): Promise<number> {
  let ended = 0;
  for (const { intentId, state } of pages) {
    const { count } = await tx.checkoutIntent.updateMany({
      where: { id: intentId, state: "open" },
      data: { state, endedAt: clock.now() },
    });
    ended += count;
  }
  return ended;
}
