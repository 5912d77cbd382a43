import { wakeAfterCommit } from "@/lib/jobs/wake";

/** Has the worker ask Stripe anew for a customer, so that our rows follow at once. */
export async function wakeSync(customerId: string | null): Promise<void> {
  if (customerId) await wakeAfterCommit("billing.sync", { customerId });
}
