import { join } from "node:path";
import { beforeAll, vi } from "vitest";
import type { PlanPrice } from "@/lib/billing/plans";
import { clock } from "@/lib/clock";
import { setUpBilling } from "@/lib/subscriptions/set-up";
import { openOutside } from "@/tests/factories/sandbox";
import { openStripe, type StripeAccount } from "@/tests/factories/stripe";
import { hangs } from "@/tests/setup/limits";

/**
 * The played Stripe of one test file, with an account of its own in which the prices are set up. The
 * product reaches it at the address that `through` answers, where something is to stand between.
 */
export function openMoney(
  through: (url: string) => Promise<string> = async (url) => url,
): () => StripeAccount {
  const outside = openOutside();
  const held: { account?: StripeAccount } = {};
  beforeAll(async () => {
    const { url, dir } = outside().process;
    const account = openStripe(url);
    process.env.STRIPE_API_URL = await through(url);
    process.env.STRIPE_SECRET_KEY = account.secretKey;
    process.env.CLOCK_FILE = join(dir, "clock.json");
    await setUpBilling();
    held.account = account;
  });
  return () => {
    if (!held.account) throw new Error("the payment service is not up yet");
    return held.account;
  };
}

/** Moves the clock on, here and there: this process reads it anew only now and then. */
export async function later(account: StripeAccount, days: number): Promise<void> {
  const until = clock.now().getTime() + days * 86_400_000 - 60_000;
  await account.advanceDays(days);
  await vi.waitUntil(() => clock.now().getTime() >= until, { timeout: hangs.waitMs });
}

/** Puts a price of ours up for sale, or a wrong one under its key. */
export function makePrice(
  account: StripeAccount,
  { lookupKey, cents, interval, item }: PlanPrice,
  wrong: { readonly cents?: number; readonly currency?: string } = {},
) {
  return account.sdk().prices.create({
    lookup_key: lookupKey,
    transfer_lookup_key: true,
    unit_amount: wrong.cents ?? cents,
    currency: wrong.currency ?? "usd",
    recurring: { interval },
    metadata: { plan: lookupKey },
    product_data: { name: item },
  });
}
