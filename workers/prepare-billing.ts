import { isBillingOn } from "@/lib/billing/stripe-client";
import { env } from "@/lib/env";
import { checkPrices, setUpBilling } from "@/lib/subscriptions/set-up";

/**
 * Before anybody buys: where payments are played, puts up what is sold; everywhere, holds it against the
 * price list. In the live world `npm run billing:setup -- --live` puts it up, when its owner says so.
 */
export async function prepareBilling(): Promise<void> {
  if (!isBillingOn()) return;
  if (env.STRIPE_API_URL) await setUpBilling();
  await checkPrices();
}
