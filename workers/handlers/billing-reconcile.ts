import { isBillingOn } from "@/lib/billing/stripe-client";
import { reconcileNightly } from "@/lib/payments/reconcile";
import type { Handler } from "@/workers/handlers/handler";

/** Once a day, holds our rows against Stripe. */
export const billingReconcile: Handler<"billing.reconcile"> = async () => {
  if (isBillingOn()) await reconcileNightly();
};
