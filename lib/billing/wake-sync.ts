import { jobNames } from "@/lib/jobs/catalog";
import { wakeAfterCommit } from "@/lib/jobs/wake";

const JOB: string = "billing.sync";

/**
 * Has the worker ask Stripe anew for a customer, so that our rows follow at once. Where no worker knows
 * that job they follow by webhooks alone.
 */
export async function wakeSync(customerId: string | null): Promise<void> {
  const job = jobNames.find((name) => name === JOB);
  if (job && customerId) await wakeAfterCommit(job, { customerId });
}
