import { isLive } from "@/lib/billing/entitlement";
import { idOf } from "@/lib/billing/references";
import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import type { CustomerTold } from "@/lib/payments/read-customer";
import type { Act, ActReason } from "./act";
import { paymentsOf, subscriptionOf } from "./money-rows";
import { raiseAlarm } from "./raise-alarm";
import { repeatedTrials } from "./trials";

interface Situation {
  readonly teamId: string;
  readonly told: CustomerTold;
  readonly now: Date;
}

/**
 * What the rules of the house ask for in the state that was just written: a second subscription is
 * ended and paid back (BILLING T7), a repeated trial ends uncharged (T16), a refunded or lost payment ends
 * what it paid for (T17), and for one that has ended nobody pays: its open bills are taken back, and what
 * is paid on them all the same goes back. Each is told and written down in the transaction that decides it; once it is done,
 * the state asks for it no more.
 */
export async function actsFor(tx: Tx, situation: Situation): Promise<Act[]> {
  const { teamId, told, now } = situation;
  await noteDisputes(tx, situation);
  const acts = [
    ...(await secondSubscriptions(tx, situation)),
    ...(await endedByMoney(tx, situation)),
    ...afterTheEnd(told),
    ...(await repeatedTrials(tx, teamId, told)).map(
      (subscriptionId): Act => ({ reason: "trial-repeated", subscriptionId, payments: [] }),
    ),
  ];
  const decided = acts.filter(
    (one, place) =>
      acts.findIndex((other) => other.subscriptionId === one.subscriptionId) === place,
  );
  for (const one of decided) await writeDown(tx, { one, teamId, now });
  return decided;
}

/** Of several that run the first stays; one that began later is the one nobody meant. What it cost goes
 * back also when it has ended already: a refund that failed is made again, a late debit too. */
async function secondSubscriptions(tx: Tx, { teamId, told }: Situation): Promise<Act[]> {
  const all = await tx.subscription.findMany({
    where: { teamId, endedAt: null },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  const [first, ...later] = all.filter(({ status }) => isLive(status));
  for (const { id } of later) {
    const details = { kept: first?.id ?? "" };
    await raiseAlarm(tx, { kind: "second-subscription", subject: id, teamId, details });
  }
  const noted = await tx.billingAlarm.findMany({
    where: { kind: "second-subscription", aboutTeam: teamId },
    select: { subject: true },
  });
  return noted.flatMap(({ subject: id }): Act[] => {
    if (!told.subscriptions.some(({ subscription }) => subscription.id === id)) return [];
    const payments = unreturned(told, id);
    const runs = later.some((one) => one.id === id);
    return runs || payments.length > 0 ? [{ reason: "second", subscriptionId: id, payments }] : [];
  });
}

/** Open bills of subscriptions that have ended, and payments that came after the end: nothing is given for them. */
function afterTheEnd(told: CustomerTold): Act[] {
  return told.subscriptions.flatMap(({ subscription: { id, ended_at } }): Act[] => {
    if (ended_at === null) return [];
    const ofIt = told.invoices.filter((one) => subscriptionOf(one) === id);
    const open = ofIt.filter(({ status, amount_due }) => status === "open" && amount_due > 0);
    const late = ofIt.filter(({ status_transitions: { paid_at } }) => (paid_at ?? 0) > ended_at);
    const back = new Set(unreturned(told, id));
    const payments = late.flatMap(paymentsOf).filter((payment) => back.has(payment));
    return [
      ...(open.length > 0
        ? [
            {
              reason: "unpaid",
              subscriptionId: id,
              payments: [],
              bills: open.map((one) => one.id ?? ""),
            } as const,
          ]
        : []),
      ...(payments.length > 0 ? [{ reason: "late", subscriptionId: id, payments } as const] : []),
    ];
  });
}

/** Payments of a subscription that have not gone back, nor are on their way back. */
function unreturned({ invoices, refunds }: CustomerTold, id: string): string[] {
  const paid = invoices.filter((one) => subscriptionOf(one) === id && one.amount_paid > 0);
  return paid.flatMap(paymentsOf).filter((payment) => {
    const back = refunds.filter(
      ({ payment_intent, status }) =>
        idOf(payment_intent) === payment && status !== "failed" && status !== "canceled",
    );
    return back.length === 0;
  });
}

async function endedByMoney(tx: Tx, { teamId, told }: Situation): Promise<Act[]> {
  const live = await tx.subscription.findMany({
    where: { teamId, customerId: told.id, endedAt: null },
  });
  const acts: Act[] = [];
  for (const { id, status } of live) {
    if (!isLive(status)) continue;
    const bills = await paidSinceRenewal(tx, id);
    const [main] = bills;
    if (!main) continue;
    const invoiceId = { in: bills.map((bill) => bill.id) };
    const isLost = (await tx.billingDispute.count({ where: { invoiceId, status: "lost" } })) > 0;
    const reason = isLost ? "lost" : main.refundedMinor >= main.paidMinor ? "refunded" : null;
    if (reason) acts.push({ reason, subscriptionId: id, payments: [] });
  }
  return acts;
}

/** The paid bills of the running period, the greatest first: what a change cost in between is not all of it. */
async function paidSinceRenewal(tx: Tx, subscriptionId: string) {
  const paid = await tx.billingInvoice.findMany({
    where: { subscriptionId, status: "paid", paidMinor: { gt: 0 } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const renewal = paid.findIndex(({ reason }) => beginsPeriod.has(reason));
  const bills = renewal < 0 ? paid : paid.slice(0, renewal + 1);
  return bills.toSorted((a, b) => Number(b.paidMinor - a.paidMinor));
}

const beginsPeriod: ReadonlySet<string> = new Set(["subscription_create", "subscription_cycle"]);

/** A dispute changes nothing until it is decided; a person has to answer it at Stripe. */
async function noteDisputes(tx: Tx, { teamId, told }: Situation): Promise<void> {
  for (const { id, amount, currency, reason } of told.disputes) {
    const details = { amount, currency, reason };
    await raiseAlarm(tx, { kind: "dispute", subject: id, teamId, details });
  }
}

const events = {
  second: "subscription.second-ended",
  refunded: "subscription.refunded",
  lost: "subscription.refunded",
  "trial-repeated": "subscription.trial-repeated",
  unpaid: "subscription.unpaid-ended",
  late: "subscription.late-payment",
} as const satisfies Record<ActReason, string>;

async function writeDown(
  tx: Tx,
  { one, teamId, now }: { readonly one: Act; readonly teamId: string; readonly now: Date },
): Promise<void> {
  const { reason, subscriptionId } = one;
  const dedupeKey = `${subscriptionId}:${reason}`;
  if ((await tx.event.count({ where: { dedupeKey } })) > 0) return;
  await recordEvent(tx, { type: events[reason], teamId, data: {}, at: now, dedupeKey });
  await tx.auditEntry.createMany({
    data: [
      {
        id: newId("aud"),
        teamId,
        actorKind: "system",
        actorId: "billing.sync",
        verb: `billing.end-${reason}`,
        target: subscriptionId,
        at: now,
      },
    ],
  });
}
