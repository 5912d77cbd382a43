import type { Desk } from "../desk";
import type { Wire } from "../object";
import { NO_PLACE } from "../records/kept";
import type { Failure, PaymentIntent, PaymentMethod, SetupIntent } from "../records/payment";

export function viewPaymentMethod(method: PaymentMethod): Wire {
  const { id, type, customer, created, card, bank } = method;
  return {
    id,
    object: "payment_method",
    allow_redisplay: "always",
    billing_details: billingOf(method),
    created,
    customer,
    customer_account: null,
    livemode: false,
    metadata: method.metadata,
    type,
    ...(card ? { card: viewCard(card) } : {}),
    ...(bank ? { [type]: { ...bank, bank_name: "STRIPE TEST BANK" } } : {}),
  };
}

export function billingOf({ billing }: PaymentMethod): Wire {
  return {
    address: billing.address ?? NO_PLACE,
    email: billing.email,
    name: billing.name,
    phone: null,
    tax_id: null,
  };
}

function viewCard(card: NonNullable<PaymentMethod["card"]>): Wire {
  return {
    ...card,
    checks: CHECKS,
    display_brand: card.brand,
    generated_from: null,
    networks: { available: [card.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

export const CHECKS = {
  address_line1_check: null,
  address_postal_code_check: null,
  cvc_check: "pass",
};

export function viewPaymentIntent(desk: Desk, intent: PaymentIntent): Wire {
  return {
    id: intent.id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: intent.amount,
    amount_capturable: 0,
    amount_received: intent.amount_received,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: intent.canceled_at,
    cancellation_reason: intent.canceled_at === null ? null : "automatic",
    capture_method: "automatic",
    client_secret: `${intent.id}_secret_sandbox`,
    confirmation_method: "automatic",
    created: intent.created,
    currency: intent.currency,
    customer: intent.customer,
    customer_account: null,
    description: intent.description,
    excluded_payment_method_types: null,
    last_payment_error: viewFailure(desk, intent.last_payment_error),
    latest_charge: intent.latest_charge,
    livemode: false,
    managed_payments: null,
    metadata: intent.metadata,
    next_action: nextAction(desk, intent),
    on_behalf_of: null,
    payment_method: intent.payment_method,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card", "us_bank_account"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: "off_session",
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: intent.status,
    transfer_data: null,
    transfer_group: null,
  };
}

function nextAction(desk: Desk, intent: PaymentIntent): Wire | null {
  if (intent.status !== "requires_action") return null;
  const url = `${desk.origin}/stripe/invoice/${intent.invoice}`;
  return { type: "redirect_to_url", redirect_to_url: { return_url: null, url } };
}

function viewFailure(desk: Desk, failure: Failure | null): Wire | null {
  if (!failure) return null;
  const method = desk.paymentMethods.any(failure.payment_method ?? "");
  return {
    type: "card_error",
    code: failure.code,
    message: failure.message,
    ...(failure.charge === null ? {} : { charge: failure.charge }),
    ...(failure.decline_code === null ? {} : { decline_code: failure.decline_code }),
    ...(method ? { payment_method: viewPaymentMethod(method) } : {}),
  };
}

export function viewSetupIntent(intent: SetupIntent): Wire {
  return {
    id: intent.id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: intent.cancellation_reason,
    client_secret: `${intent.id}_secret_sandbox`,
    created: intent.created,
    customer: intent.customer,
    customer_account: null,
    description: intent.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: intent.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: intent.payment_method,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: intent.status,
    usage: intent.usage,
  };
}
