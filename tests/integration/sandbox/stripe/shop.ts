import type Stripe from "stripe";
import { type CardFields, openStripe, type StripeAccount } from "@/tests/factories/stripe";

export const SUCCESS = "http://127.0.0.1:3000/billing?session={CHECKOUT_SESSION_ID}";

/** An account that sells two monthly plans, and a customer of it. */
export async function openShop(url: string) {
  const account = openStripe(url);
  const sdk = account.sdk();
  const product = await sdk.products.create({ name: "ComputeHub Pro" });
  const priced = (amount: number, key: string) =>
    sdk.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount: amount,
      recurring: { interval: "month" },
      lookup_key: key,
    });
  const pro = await priced(2_900, "pro");
  const enterprise = await priced(9_900, "enterprise");
  const customer = await sdk.customers.create({ email: "team@example.com" });
  return { account, sdk, product, pro, enterprise, customer };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

type Opening = Partial<Stripe.Checkout.SessionCreateParams>;

export function openCheckout({ sdk, pro, customer }: Shop, opening: Opening = {}) {
  return sdk.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    line_items: [{ price: pro.id, quantity: 1 }],
    success_url: SUCCESS,
    ...opening,
  });
}

/** Subscribes the shop's customer through the checkout page. */
export async function subscribed(shop: Shop, fields: CardFields = {}, opening: Opening = {}) {
  const session = await openCheckout(shop, opening);
  const paid = await shop.account.payCheckout(session.url ?? "", fields);
  if (paid.problem !== null) throw new Error(`checkout: ${paid.problem}`);
  const { subscription } = await shop.sdk.checkout.sessions.retrieve(session.id);
  return shop.sdk.subscriptions.retrieve(String(subscription));
}

export async function invoiceOf({ sdk }: Shop, subscription: string): Promise<Stripe.Invoice> {
  const { latest_invoice: id } = await sdk.subscriptions.retrieve(subscription);
  return sdk.invoices.retrieve(String(id));
}

/** Gives the customer a card and makes it the one all charges go to. */
export async function changeCard({ sdk, customer }: Shop, subscription: string, card: string) {
  const method = await sdk.paymentMethods.attach(card, { customer: customer.id });
  await sdk.subscriptions.update(subscription, { default_payment_method: method.id });
  return method;
}

/** The types of the events so far, oldest first. */
export async function typesOf(account: StripeAccount): Promise<string[]> {
  return (await account.events()).map(({ type }) => type);
}
