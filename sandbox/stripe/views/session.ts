import { quoteOf } from "../billing/quote";
import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Session } from "../records/hosted";
import { NO_PLACE } from "../records/kept";
import { viewPrice } from "./catalog";
import { listInside } from "./list";

export function viewSession(desk: Desk, session: Session): Wire {
  const quote = quoteOf(desk, session);
  return {
    id: session.id,
    object: "checkout.session",
    ...NOT_PLAYED,
    allow_promotion_codes: session.allow_promotion_codes,
    amount_subtotal: quote.subtotal,
    amount_total: quote.total,
    automatic_tax: {
      enabled: session.automatic_tax,
      liability: session.automatic_tax ? { type: "self" } : null,
      provider: session.automatic_tax ? "stripe" : null,
      status: session.automatic_tax ? taxStatus(session) : null,
    },
    billing_address_collection: session.billing_address_collection,
    cancel_url: session.cancel_url,
    client_reference_id: session.client_reference_id,
    created: session.created,
    currency: session.currency,
    customer: session.customer,
    customer_details: detailsOf(session),
    customer_email: session.customer_email,
    discounts: session.discounts,
    expires_at: session.expires_at,
    invoice: session.invoice,
    locale: session.locale,
    metadata: session.metadata,
    mode: "subscription",
    payment_method_collection: session.payment_method_collection,
    payment_method_types: session.payment_method_types,
    payment_status: session.payment_status,
    status: session.status,
    subscription: session.subscription,
    success_url: session.success_url,
    tax_id_collection: { enabled: session.tax_id_collection, required: "never" },
    total_details: { amount_discount: quote.discount, amount_shipping: 0, amount_tax: quote.tax },
    url: session.status === "open" ? `${desk.origin}/stripe/checkout/${session.id}` : null,
  };
}

/** What a session carries only when it is asked for with `expand`. */
export function sessionExtra(desk: Desk, session: Session, field: string): unknown {
  if (field !== "line_items") return undefined;
  return listInside(`/v1/checkout/sessions/${session.id}/line_items`, viewLineItems(desk, session));
}

export function viewLineItems(desk: Desk, session: Session): Wire[] {
  return quoteOf(desk, session).rows.map((row) => ({
    id: row.id,
    object: "item",
    adjustable_quantity: null,
    amount_discount: row.discount,
    amount_subtotal: row.subtotal,
    amount_tax: 0,
    amount_total: row.subtotal - row.discount,
    currency: row.price.currency,
    description: desk.products.any(row.price.product)?.name ?? null,
    metadata: {},
    price: viewPrice(row.price),
    quantity: row.quantity,
  }));
}

function detailsOf({ details, customer_email: email }: Session): Wire | null {
  if (!details && email === null) return null;
  const { country = null, postal_code = null } = details ?? {};
  return {
    address: details ? { ...NO_PLACE, country, postal_code } : null,
    business_name: null,
    email: details?.email ?? email,
    individual_name: null,
    name: details?.name ?? null,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
}

function taxStatus({ details }: Session): string {
  return details?.country ? "complete" : "requires_location_inputs";
}

const NOT_PLAYED = {
  adaptive_pricing: null,
  after_expiration: null,
  allowed_payment_method_types: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  customer_creation: "always",
  integration_identifier: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  ui_mode: "hosted_page",
  wallet_options: null,
};
