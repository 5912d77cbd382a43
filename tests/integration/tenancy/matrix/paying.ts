import { planPrice } from "@/lib/billing/plans";
import { parseTier } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { openStripe } from "@/tests/factories/stripe";
import type { Cast } from "./cast";
import type { World } from "./things";

/**
 * Makes a team a customer of the played Stripe, with a card and, where it has a tier, with the
 * subscription its row is of; the row keeps its seats, so that everybody holds one.
 */
export async function payAtStripe(
  { sandboxUrl }: World,
  { teamId }: Pick<Cast, "teamId">,
): Promise<void> {
  const isDone = await asWorker((tx) => tx.billingCustomer.count({ where: { teamId } }));
  if (isDone > 0) return;
  const sdk = openStripe(sandboxUrl, process.env.STRIPE_SECRET_KEY).sdk();
  const { id: customer } = await sdk.customers.create({ metadata: { team: teamId } });
  const at = { teamId, customerId: customer, email: "", createdAt: clock.now() };
  await asWorker((tx) => tx.billingCustomer.createMany({ data: [at] }));
  const running = { teamId, endedAt: null };
  const row = await asWorker((tx) => tx.subscription.findFirst({ where: running }));
  const tier = parseTier(row?.tier ?? "");
  if (tier === "basic") return;
  const number = "4242424242424242";
  const card = { number, exp_month: 12, exp_year: 2040, cvc: "123" };
  const { id: method } = await sdk.paymentMethods.create({ type: "card", card });
  await sdk.paymentMethods.attach(method, { customer });
  const { data } = await sdk.prices.list({ lookup_keys: [planPrice(tier, "month").lookupKey] });
  const { id } = await sdk.subscriptions.create({
    customer,
    items: data.map((price) => ({ price: price.id })),
    default_payment_method: method,
  });
  await asWorker((tx) =>
    tx.subscription.updateMany({ where: running, data: { id, customerId: customer } }),
  );
}
