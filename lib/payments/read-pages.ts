import { idOf } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";
import { asWorker } from "@/lib/db";

/** How the hosted page of an open intent stands. */
export interface PageTold {
  readonly intentId: string;
  readonly state: "completed" | "expired";
}

/** How the hosted pages of a customer's open intents stand; those still open are left out. */
export async function readPages(customerId: string): Promise<PageTold[]> {
  const open = await asWorker(async (tx) => {
    const customer = await tx.billingCustomer.findUnique({ where: { customerId } });
    if (!customer) return [];
    return tx.checkoutIntent.findMany({
      where: { teamId: customer.teamId, state: "open", sessionId: { not: null } },
    });
  });
  const pages = await Promise.all(
    open.map(async ({ id, sessionId }) => {
      const state = await stateOf(sessionId ?? "", customerId);
      return state ? [{ intentId: id, state }] : [];
    }),
  );
  return pages.flat();
}

async function stateOf(sessionId: string, customerId: string): Promise<PageTold["state"] | null> {
  try {
    const { status, customer } = await stripe().checkout.sessions.retrieve(sessionId);
    if (idOf(customer) !== customerId) return null;
    if (status === "complete") return "completed";
    return status === "expired" ? "expired" : null;
  } catch (error) {
    if (isMissing(error)) return "expired";
    throw error;
  }
}
