import { syncCustomer } from "@/lib/payments/sync-customer";
import type { Handler } from "@/workers/handlers/handler";

/** Asks Stripe anew about a customer of whom something was changed from here. */
export const billingSync: Handler<"billing.sync"> = async ({ customerId }) => {
  await syncCustomer(customerId);
};
