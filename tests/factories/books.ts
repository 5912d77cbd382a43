import { asAccounts, asWorker } from "@/lib/db";
import type { BillingInvoice, Subscription } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";

const DAY_MS = 86_400_000;

/** An instant of UTC: `at("2027-03-01")`, `at("2027-03-01T12:00")`. */
export function at(text: string): Date {
  return new Date(text.includes("T") ? `${text}Z` : `${text}T00:00Z`);
}

/** So many days after an instant, or before it. */
export function later(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY_MS);
}

/** A team without people, as it stood since an instant. */
export async function teamSince(createdAt: Date): Promise<string> {
  const id = newId("tea");
  await asAccounts((tx) => tx.team.createMany({ data: [{ id, name: "Team", createdAt }] }));
  return id;
}

type InvoiceFacts = Partial<Omit<BillingInvoice, "id" | "teamId">>;

/** Writes an invoice. */
export async function invoice(teamId: string, from: Date, facts: InvoiceFacts = {}) {
  const row = invoiceRow(teamId, from, facts);
  await asWorker((tx) => tx.billingInvoice.createMany({ data: [row] }));
  return row;
}

/** An invoice as it is kept: a month of 19 dollars, paid when it was written, unless told otherwise. */
export function invoiceRow(teamId: string, from: Date, facts: InvoiceFacts = {}) {
  const dueMinor = facts.dueMinor ?? 1_900n;
  const isPaid = (facts.status ?? "paid") === "paid";
  return {
    id: newId("req").replace("req_", "in_"),
    teamId,
    customerId: `cus_${teamId}`,
    status: "paid",
    reason: "subscription_cycle",
    currency: "usd",
    dueMinor,
    paidMinor: isPaid ? dueMinor : 0n,
    taxMinor: 0n,
    attempts: 1,
    createdAt: from,
    paidAt: isPaid ? from : null,
    coversFrom: from,
    coversTo: later(from, 30),
    readAt: from,
    ...facts,
  };
}

type SubscriptionFacts = Partial<Omit<Subscription, "id" | "teamId">>;

/** Writes a subscription. */
export async function subscription(teamId: string, startedAt: Date, facts: SubscriptionFacts = {}) {
  const row = subscriptionRow(teamId, startedAt, facts);
  await asWorker((tx) => tx.subscription.createMany({ data: [row] }));
  return row;
}

/** A subscription as it is kept: Pro by the month, running since an instant. */
export function subscriptionRow(teamId: string, startedAt: Date, facts: SubscriptionFacts = {}) {
  return {
    id: newId("req").replace("req_", "sub_"),
    teamId,
    customerId: `cus_${teamId}`,
    status: "active",
    tier: "pro",
    interval: "month",
    seats: 5,
    currency: "usd",
    startedAt,
    monthlyMicros: 19_000_000n,
    readAt: startedAt,
    ...facts,
  };
}
