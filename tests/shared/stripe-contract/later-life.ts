import { z } from "zod";
import type { StripeAccount } from "@/tests/factories/stripe";
import type { Caller } from "./caller";

const configurationFeatures = {
  customer_update: { enabled: true, allowed_updates: ["email", "address"] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: "at_period_end" },
  subscription_update: { enabled: false },
};

/** Invoices and what was paid on them: renewals, refunds, a dispute, credit notes. */
export async function pay(api: Caller, stripe: StripeAccount, customer: string) {
  await stripe.advanceDays(40);
  const invoices = await api.list("/v1/invoices", { customer, expand: ["data.payments"] });
  const [invoice] = invoices;
  const at = `/v1/invoices/${invoice?.id ?? ""}`;
  await api.one("GET", at, { expand: ["payments.data.payment.payment_intent", "customer"] });
  await api.one("POST", at, { metadata: { seen: "yes" } });
  await api.list(`${at}/lines`, { limit: 1 });
  const rates = await api.list("/v1/tax_rates");
  await api.one("GET", `/v1/tax_rates/${rates[0]?.id ?? ""}`);
  const payments = await api.list("/v1/invoice_payments", { invoice: invoice?.id });
  await api.one("GET", `/v1/invoice_payments/${payments[0]?.id ?? ""}`);
  const intents = await api.list("/v1/payment_intents", { customer });
  await api.one("GET", `/v1/payment_intents/${intents[0]?.id ?? ""}`, {
    expand: ["latest_charge", "payment_method"],
  });
  const charges = await api.list("/v1/charges", { customer });
  const [first, second] = charges;
  await api.one("GET", `/v1/charges/${first?.id ?? ""}`, { expand: ["refunds"] });
  await api.one("POST", `/v1/charges/${first?.id ?? ""}`, { metadata: { note: "x" } });
  const refund = await api.one("POST", "/v1/refunds", {
    charge: first?.id,
    amount: 100,
    reason: "requested_by_customer",
  });
  await api.one("GET", `/v1/refunds/${refund.id}`, { expand: ["charge"] });
  await api.list("/v1/refunds", { charge: first?.id });
  const dispute = await stripe.openDispute(second?.id ?? "");
  await api.list("/v1/disputes");
  await api.one("GET", `/v1/disputes/${dispute}`, { expand: ["charge"] });
  await api.one("POST", `/v1/disputes/${dispute}`, { metadata: { seen: "yes" } });
  await api.one("POST", `/v1/disputes/${dispute}/close`);
  const note = await api.one("POST", "/v1/credit_notes", {
    invoice: invoice?.id,
    amount: 50,
    credit_amount: 50,
  });
  await api.one("GET", `/v1/credit_notes/${note.id}`);
  await api.list("/v1/credit_notes", { invoice: invoice?.id });
}

/** A subscription whose payments fail: its open invoices are paid, written off, or taken back. */
export async function fallBehind(api: Caller, customer: string, price: string) {
  const begin = async (card: string) => {
    const method = await api.one("POST", `/v1/payment_methods/${card}/attach`, { customer });
    return api.one("POST", "/v1/subscriptions", {
      customer,
      items: [{ price }],
      default_payment_method: method.id,
      payment_behavior: "allow_incomplete",
    });
  };
  const late = await begin("pm_card_chargeCustomerFail");
  const invoiceOf = (one: unknown) =>
    z.looseObject({ latest_invoice: z.string() }).parse(one).latest_invoice;
  const good = await api.list("/v1/payment_methods", { customer });
  await api.one("GET", `/v1/invoices/${invoiceOf(late)}`, { expand: ["confirmation_secret"] });
  await api.one("POST", `/v1/invoices/${invoiceOf(late)}/pay`, {
    payment_method: good.at(-1)?.id,
  });
  const lost = await begin("pm_card_chargeCustomerFail");
  await api.one("POST", `/v1/invoices/${invoiceOf(lost)}/mark_uncollectible`);
  const gone = await begin("pm_card_chargeCustomerFail");
  await api.one("POST", `/v1/invoices/${invoiceOf(gone)}/void`);
  const asked = await begin("pm_card_authenticationRequired");
  await api.one("GET", `/v1/subscriptions/${asked.id}`, {
    expand: ["latest_invoice.payments.data.payment.payment_intent"],
  });
  await api.one("DELETE", `/v1/subscriptions/${late.id}`, { invoice_now: true, prorate: true });
}

/** A trial without a card that pauses at its end, is taken up again and billed by hand. */
export async function pauseAndResume(api: Caller, stripe: StripeAccount, price: string) {
  const customer = await api.one("POST", "/v1/customers", { email: "trial@example.com" });
  const trial = await api.one("POST", "/v1/subscriptions", {
    customer: customer.id,
    items: [{ price }],
    trial_period_days: 3,
    trial_settings: { end_behavior: { missing_payment_method: "pause" } },
  });
  await stripe.advanceDays(4);
  const resumed = await api.one("POST", `/v1/subscriptions/${trial.id}/resume`);
  const { latest_invoice: draft } = z.looseObject({ latest_invoice: z.string() }).parse(resumed);
  await api.one("POST", `/v1/invoices/${draft}/finalize`);
  const schedule = await api.one("POST", "/v1/subscription_schedules", {
    from_subscription: trial.id,
  });
  await api.one("POST", `/v1/subscription_schedules/${schedule.id}/cancel`);
  await api.one("DELETE", `/v1/customers/${customer.id}`);
}

/** The portal, and the endpoints that hear of it all. */
export async function visitAndListen(api: Caller, customer: string) {
  const many = "/v1/billing_portal/configurations";
  const configuration = await api.one("POST", many, { features: configurationFeatures });
  await api.one("POST", `${many}/${configuration.id}`, { metadata: { version: "2" } });
  await api.one("GET", `${many}/${configuration.id}`);
  await api.list(many, { active: true });
  await api.one("POST", "/v1/billing_portal/sessions", {
    customer,
    configuration: configuration.id,
    return_url: "http://127.0.0.1:3000/billing",
    flow_data: { type: "payment_method_update" },
  });
  const endpoint = await api.one("POST", "/v1/webhook_endpoints", {
    url: "http://127.0.0.1:9/stripe",
    enabled_events: ["invoice.paid"],
  });
  const at = `/v1/webhook_endpoints/${endpoint.id}`;
  await api.one("POST", at, { enabled_events: ["*"] });
  await api.one("GET", at);
  await api.list("/v1/webhook_endpoints");
  await api.one("DELETE", at);
  const events = await api.list("/v1/events", { types: ["invoice.paid", "charge.*"] });
  await api.one("GET", `/v1/events/${events[0]?.id ?? ""}`);
}
