import { isBillingOn } from "@/lib/billing/stripe-client";
import { clock } from "@/lib/clock";
import { applyEvents, reportRefused } from "@/lib/payments/apply-events";
import { settleDue } from "@/lib/payments/settle-due";
import type { Handler } from "@/workers/handlers/handler";

/** Applies what no wake came for, and brings about what time alone does to subscriptions. */
export const billingSweep: Handler<"billing.sweep"> = async () => {
  await settleDue(clock.now());
  await reportRefused();
  if (isBillingOn()) await applyEvents();
};
