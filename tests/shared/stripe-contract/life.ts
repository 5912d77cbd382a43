import { z } from "zod";
import type { StripeAccount } from "@/tests/factories/stripe";
import type { Caller } from "./caller";

const urlShape = z.looseObject({ id: z.string(), url: z.string() });
const itemsShape = z.looseObject({
  items: z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) }),
  latest_invoice: z.string(),
});
const phasesShape = z.looseObject({
  phases: z.array(z.looseObject({ start_date: z.number(), end_date: z.number() })),
});

/** Products, prices, coupons and codes; answers with the ids of two monthly prices. */
export async function sell(api: Caller) {
  const product = await api.one("POST", "/v1/products", { name: "Pro", metadata: { tier: "pro" } });
  await api.one("POST", `/v1/products/${product.id}`, { description: "For teams" });
  await api.one("GET", `/v1/products/${product.id}`);
  await api.list("/v1/products", { active: true, limit: 5 });
  const price = (amount: number, lookup: string) =>
    api.one("POST", "/v1/prices", {
      product: product.id,
      currency: "usd",
      unit_amount: amount,
      recurring: { interval: "month" },
      lookup_key: lookup,
      tax_behavior: "exclusive",
    });
  const small = await price(2_900, "small");
  const large = await price(9_900, "large");
  await api.one("GET", `/v1/prices/${small.id}`);
  await api.one("POST", `/v1/prices/${small.id}`, { nickname: "Small" });
  await api.list("/v1/prices", { lookup_keys: ["small", "large"], expand: ["data.product"] });
  const coupon = await api.one("POST", "/v1/coupons", {
    percent_off: 20,
    duration: "repeating",
    duration_in_months: 2,
  });
  await api.one("POST", `/v1/coupons/${coupon.id}`, { name: "Twenty" });
  await api.one("GET", `/v1/coupons/${coupon.id}`, { expand: ["applies_to"] });
  await api.list("/v1/coupons");
  const code = await api.one("POST", "/v1/promotion_codes", {
    promotion: { type: "coupon", coupon: coupon.id },
    code: "TWENTY",
  });
  await api.one("POST", `/v1/promotion_codes/${code.id}`, { metadata: { from: "a page" } });
  await api.one("GET", `/v1/promotion_codes/${code.id}`, { expand: ["promotion.coupon"] });
  await api.list("/v1/promotion_codes", { code: "TWENTY" });
  const spare = await api.one("POST", "/v1/coupons", {
    amount_off: 500,
    currency: "usd",
    duration: "once",
  });
  await api.one("DELETE", `/v1/coupons/${spare.id}`);
  return { small: small.id, large: large.id };
}

/** A customer with an address, a tax id and a card. */
export async function introduce(api: Caller) {
  const customer = await api.one("POST", "/v1/customers", {
    email: "team@example.com",
    metadata: { team: "t1" },
    address: { country: "DE", postal_code: "10115" },
  });
  const at = `/v1/customers/${customer.id}`;
  await api.one("POST", at, { name: "Team" });
  await api.one("GET", at, { expand: ["subscriptions", "tax", "tax_ids"] });
  await api.list("/v1/customers", { email: "team@example.com" });
  const taxId = await api.one("POST", `${at}/tax_ids`, { type: "eu_vat", value: "DE123456789" });
  await api.list(`${at}/tax_ids`);
  await api.one("GET", `${at}/tax_ids/${taxId.id}`);
  await api.one("DELETE", `${at}/tax_ids/${taxId.id}`);
  await api.one("POST", `${at}/balance_transactions`, { amount: -300, currency: "usd" });
  await api.list(`${at}/balance_transactions`);
  const method = await api.one("POST", "/v1/payment_methods", {
    type: "card",
    card: { token: "tok_visa" },
  });
  await api.one("POST", `/v1/payment_methods/${method.id}/attach`, { customer: customer.id });
  await api.one("POST", `/v1/payment_methods/${method.id}`, { metadata: { a: "b" } });
  await api.one("GET", `/v1/payment_methods/${method.id}`);
  await api.list("/v1/payment_methods", { customer: customer.id, type: "card" });
  await api.list(`${at}/payment_methods`);
  await api.one("POST", at, { invoice_settings: { default_payment_method: method.id } });
  const spare = await api.one("POST", "/v1/payment_methods/pm_card_visa/attach", {
    customer: customer.id,
  });
  await api.one("POST", `/v1/payment_methods/${spare.id}/detach`);
  const intent = await api.one("POST", "/v1/setup_intents", { customer: customer.id });
  await api.one("POST", `/v1/setup_intents/${intent.id}/confirm`, {
    payment_method: "pm_card_visa",
  });
  await api.one("GET", `/v1/setup_intents/${intent.id}`, { expand: ["payment_method"] });
  await api.list("/v1/setup_intents", { customer: customer.id });
  const dropped = await api.one("POST", "/v1/setup_intents");
  await api.one("POST", `/v1/setup_intents/${dropped.id}/cancel`);
  return customer.id;
}

/** A checkout page that is paid, one that expires; answers with the subscription. */
export async function checkOut(
  api: Caller,
  stripe: StripeAccount,
  customer: string,
  price: string,
) {
  const open = async () =>
    urlShape.parse(
      await api.one("POST", "/v1/checkout/sessions", {
        mode: "subscription",
        customer,
        line_items: [{ price, quantity: 2 }],
        success_url: "http://127.0.0.1:3000/billing?session={CHECKOUT_SESSION_ID}",
        cancel_url: "http://127.0.0.1:3000/billing",
        allow_promotion_codes: true,
        automatic_tax: { enabled: true },
        tax_id_collection: { enabled: true },
        customer_update: { address: "auto", name: "auto" },
        client_reference_id: "t1",
        metadata: { team: "t1" },
        subscription_data: { metadata: { team: "t1" } },
      }),
    );
  const lost = await open();
  await api.one("POST", `/v1/checkout/sessions/${lost.id}`, { metadata: { team: "t2" } });
  await api.one("POST", `/v1/checkout/sessions/${lost.id}/expire`);
  const paid = await open();
  await stripe.payCheckout(paid.url, { code: "TWENTY", country: "DE" });
  const at = `/v1/checkout/sessions/${paid.id}`;
  await api.list(`${at}/line_items`);
  await api.one("GET", at, {
    expand: ["subscription.latest_invoice", "line_items", "customer", "invoice.payments"],
  });
  const [session] = await api.list("/v1/checkout/sessions", { customer, status: "complete" });
  return z.looseObject({ subscription: z.string() }).parse(session).subscription;
}

/** Changes of a subscription: a preview and an upgrade, a schedule, an end and another thought. */
export async function change(
  api: Caller,
  stripe: StripeAccount,
  subscription: string,
  prices: { small: string; large: string },
) {
  const at = `/v1/subscriptions/${subscription}`;
  const before = itemsShape.parse(await api.one("GET", at, { expand: ["discounts", "customer"] }));
  const item = before.items.data[0]?.id ?? "";
  const items = [{ id: item, price: prices.large, quantity: 3 }];
  await api.list("/v1/subscription_items", { subscription });
  await api.one("GET", `/v1/subscription_items/${item}`);
  await stripe.advanceDays(10);
  await api.one("POST", "/v1/invoices/create_preview", {
    subscription,
    subscription_details: { items, proration_behavior: "always_invoice" },
  });
  await api.one("POST", at, {
    items,
    proration_behavior: "always_invoice",
    payment_behavior: "pending_if_incomplete",
    expand: ["latest_invoice"],
  });
  await api.one("POST", at, { items: [{ id: item, quantity: 2 }] });
  await api.one("POST", "/v1/invoices/create_preview", { subscription });
  const schedule = await api.one("POST", "/v1/subscription_schedules", {
    from_subscription: subscription,
  });
  const [phase] = phasesShape.parse(schedule).phases;
  await api.one("POST", `/v1/subscription_schedules/${schedule.id}`, {
    end_behavior: "release",
    phases: [
      {
        items: [{ price: prices.large, quantity: 2 }],
        start_date: phase?.start_date,
        end_date: phase?.end_date,
      },
      { items: [{ price: prices.small, quantity: 2 }], proration_behavior: "none" },
    ],
  });
  await api.one("POST", "/v1/invoices/create_preview", { schedule: schedule.id });
  await api.one("GET", `/v1/subscription_schedules/${schedule.id}`, { expand: ["subscription"] });
  await api.list("/v1/subscription_schedules");
  await api.one("POST", `/v1/subscription_schedules/${schedule.id}/release`);
  await api.one("POST", at, { cancel_at_period_end: true });
  await api.one("POST", at, { cancel_at_period_end: false });
  await api.list("/v1/subscriptions", { status: "all", expand: ["data.latest_invoice"] });
}
