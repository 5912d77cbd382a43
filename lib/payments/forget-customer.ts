import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";
import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";

/**
 * Deletes a team's customer at Stripe, which ends its subscriptions at once (BILLING T26), and takes
 * address and card away here. Its bills stay, there and here. Again, or without a customer, nothing
 * happens.
 */
export async function forgetCustomer(teamId: string): Promise<void> {
  const row = await onceAsWorker((db) => db.billingCustomer.findUnique({ where: { teamId } }));
  if (!row) return;
  if (!row.deletedAt) await deleteAtStripe(row.customerId);
  const gone = { deletedAt: row.deletedAt ?? clock.now(), email: "" };
  const card = { methodKind: null, methodBrand: null, methodLastFour: null, methodExpires: null };
  await asWorker(async (tx) => {
    await tx.billingCustomer.updateMany({ where: { teamId }, data: { ...gone, ...card } });
    await tx.subscription.updateMany({
      where: { teamId, endedAt: null },
      data: {
        status: "canceled",
        endedAt: gone.deletedAt,
        nextChargeMinor: null,
        nextChargeAt: null,
      },
    });
  });
}

async function deleteAtStripe(customerId: string): Promise<void> {
  try {
    await stripe().customers.del(customerId);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
