import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { CreditNote } from "../records/invoice";
import { listInside } from "./list";

export function viewCreditNote(desk: Desk, note: CreditNote): Wire {
  const url = `/v1/credit_notes/${note.id}/lines`;
  const before = note.pre_payment ? note.amount : 0;
  return {
    id: note.id,
    object: "credit_note",
    amount: note.amount,
    amount_shipping: 0,
    created: note.created,
    currency: note.currency,
    customer: note.customer,
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: 0,
    discount_amounts: [],
    effective_at: note.created,
    invoice: note.invoice,
    lines: listInside(url, [lineOf(note)]),
    livemode: false,
    memo: note.memo,
    metadata: note.metadata,
    number: note.number,
    out_of_band_amount: null,
    pdf: `${desk.origin}/stripe/invoice/${note.invoice}/pdf`,
    post_payment_amount: note.amount - before,
    pre_payment_amount: before,
    pretax_credit_amounts: [],
    reason: note.reason,
    refunds: note.refund === null ? [] : [refundOf(note.refund, note.amount)],
    shipping_cost: null,
    status: note.status,
    subtotal: note.amount,
    subtotal_excluding_tax: note.amount,
    total: note.amount,
    total_excluding_tax: note.amount,
    total_taxes: [],
    type: note.pre_payment ? "pre_payment" : "post_payment",
    voided_at: null,
  };
}

function refundOf(refund: string, amount: number): Wire {
  return { amount_refunded: amount, payment_record_refund: null, refund, type: "refund" };
}

function lineOf(note: CreditNote): Wire {
  return {
    id: `cnli_${note.id.slice(3)}`,
    object: "credit_note_line_item",
    amount: note.amount,
    description: note.memo ?? "Credit",
    discount_amount: 0,
    discount_amounts: [],
    livemode: false,
    pretax_credit_amounts: [],
    quantity: null,
    tax_rates: [],
    taxes: [],
    type: "custom_line_item",
    unit_amount: null,
    unit_amount_decimal: null,
  };
}
