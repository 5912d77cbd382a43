import { vi } from "vitest";
import { openStripe } from "@/tests/factories/stripe";
import { here } from "@/tests/setup/here";

/** The account of the installation at the played Stripe. */
export function sellerAccount() {
  const { SANDBOX_URL = "", STRIPE_SECRET_KEY } = here().settings;
  return openStripe(SANDBOX_URL, STRIPE_SECRET_KEY);
}

/** The customer at Stripe that a person became by going to a checkout. */
export async function customerOf(email: string): Promise<string> {
  const { data } = await sellerAccount().sdk().customers.list({ email });
  const [customer] = data;
  if (!customer) throw new Error(`${email} is no customer`);
  return customer.id;
}

/** Ends a customer's trial now, so that the whole price is charged for the first time. */
export async function endTrial(customer: string): Promise<void> {
  const { subscriptions } = sellerAccount().sdk();
  const { data } = await subscriptions.list({ customer });
  for (const { id } of data) await subscriptions.update(id, { trial_end: "now" });
}

/** The comparison with Stripe that the worker makes each night, made now for the installation. */
export async function compareNow(): Promise<void> {
  for (const [name, value] of Object.entries(here().settings)) vi.stubEnv(name, value);
  const [{ reconcile }, { disconnect }] = await Promise.all([
    import("@/lib/payments/reconcile"),
    import("@/lib/db"),
  ]);
  await reconcile();
  await disconnect();
  vi.unstubAllEnvs();
}
