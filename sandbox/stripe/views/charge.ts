import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Charge, Dispute, PaymentMethod, Refund } from "../records/payment";
import { listInside } from "./list";
import { billingOf, CHECKS } from "./payment";

const DAY_S = 86_400;

export function viewCharge(desk: Desk, charge: Charge): Wire {
  const method = desk.paymentMethods.any(charge.payment_method);
  const paid = charge.status === "succeeded";
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: paid ? charge.amount : 0,
    amount_refunded: charge.amount_refunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method ? billingOf(method) : {},
    calculated_statement_descriptor: null,
    captured: paid,
    created: charge.created,
    currency: charge.currency,
    customer: charge.customer,
    description: charge.description,
    disputed: charge.disputed,
    failure_balance_transaction: null,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(charge),
    paid,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    payment_method_details: method ? detailsOf(method, charge.amount) : null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: `${desk.origin}/stripe/invoice/${desk.paymentIntents.any(charge.payment_intent)?.invoice ?? ""}`,
    refunded: charge.amount_refunded === charge.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: charge.status,
    transfer_data: null,
    transfer_group: null,
  };
}

export function chargeExtra(desk: Desk, charge: Charge, field: string): unknown {
  if (field !== "refunds") return undefined;
  const refunds = desk.refunds.of(charge.account).filter((one) => one.charge === charge.id);
  return listInside(`/v1/charges/${charge.id}/refunds`, refunds.map(viewRefund));
}

function outcomeOf({ failure }: Charge): Wire {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: failure?.decline_code ?? null,
    network_status: failure ? "declined_by_network" : "approved_by_network",
    reason: failure?.decline_code ?? null,
    risk_level: "normal",
    seller_message: failure ? failure.message : "Payment complete.",
    type: failure ? "issuer_declined" : "authorized",
  };
}

function detailsOf({ type, card, bank }: PaymentMethod, amount: number): Wire {
  if (!card) return { type, [type]: { ...bank, bank_name: "STRIPE TEST BANK" } };
  return {
    type: "card",
    card: {
      ...card,
      amount_authorized: amount,
      authorization_code: null,
      checks: CHECKS,
      electronic_commerce_indicator: null,
      installments: null,
      mandate: null,
      network: card.brand,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

export function viewRefund({ account: _, ...refund }: Refund): Wire {
  return {
    ...refund,
    object: "refund",
    balance_transaction: null,
    customer: null,
    customer_account: null,
    payment_method: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}

const NO_EVIDENCE = Object.fromEntries(
  "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal customer_communication customer_email_address customer_name customer_purchase_ip customer_signature duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt refund_policy refund_policy_disclosure refund_refusal_explanation service_date service_documentation shipping_address shipping_carrier shipping_date shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text"
    .split(" ")
    .map((name) => [name, null]),
);

export function viewDispute({ account: _, ...dispute }: Dispute): Wire {
  return {
    ...dispute,
    object: "dispute",
    balance_transactions: [],
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, enhanced_evidence: {} },
    evidence_details: {
      due_by: dispute.created + 7 * DAY_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    network_reason_code: "10.4",
  };
}
