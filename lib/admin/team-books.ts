import type { Tx } from "@/lib/db";
import type { BillingInvoice, Subscription } from "@/lib/generated/prisma/client";
import type { TeamDetails } from "./schema";

const MOST_INVOICES = 24;

/** A team as the payment service last told it: customer, all subscriptions, the newest invoices. */
export async function booksOfTeam(
  tx: Tx,
  teamId: string,
): Promise<Pick<TeamDetails, "customer" | "subscriptions" | "invoices">> {
  const customer = await tx.billingCustomer.findUnique({ where: { teamId } });
  const subscriptions = await tx.subscription.findMany({
    where: { teamId },
    orderBy: { startedAt: "desc" },
  });
  const invoices = await tx.billingInvoice.findMany({
    where: { teamId },
    orderBy: { createdAt: "desc" },
    take: MOST_INVOICES,
  });
  return {
    customer: customer && {
      id: customer.customerId,
      email: customer.email,
      currency: customer.currency,
      deletedAt: instant(customer.deletedAt),
    },
    subscriptions: subscriptions.map(toSubscription),
    invoices: invoices.map(toInvoice),
  };
}

function toSubscription(row: Subscription): TeamDetails["subscriptions"][number] {
  const { id, status, tier, interval, seats, awaitsPayment } = row;
  return {
    id,
    status,
    tier,
    interval,
    seats,
    awaitsPayment,
    startedAt: row.startedAt.toISOString(),
    periodEndsAt: instant(row.periodEndsAt),
    cancelAt: instant(row.cancelAt),
    endedAt: instant(row.endedAt),
    pastDueSince: instant(row.pastDueSince),
    readAt: row.readAt.toISOString(),
  };
}

function toInvoice(row: BillingInvoice): TeamDetails["invoices"][number] {
  const { id, number, status, attempts, currency } = row;
  const amount = (minor: bigint) => ({ minor: minor.toString(), currency });
  return {
    id,
    number,
    status,
    attempts,
    due: amount(row.dueMinor),
    paid: amount(row.paidMinor),
    refunded: amount(row.refundedMinor),
    createdAt: row.createdAt.toISOString(),
  };
}

const instant = (at: Date | null) => at?.toISOString() ?? null;
