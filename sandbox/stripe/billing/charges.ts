import type { Desk } from "../desk";
import type { Charge, Failure, PaymentIntent, PaymentMethod, Refund } from "../records/payment";
import { tellCharge } from "../saving";
import { viewRefund } from "../views/charge";
import { emit } from "../webhooks/emit";
import { invalid } from "../wire/problem";

/** Writes a charge down, whether it went well or not. */
export function recordCharge(
  desk: Desk,
  intent: PaymentIntent,
  method: PaymentMethod,
  failure: Failure | null,
): Charge {
  return desk.charges.put({
    id: desk.mint(intent.account, "ch"),
    account: intent.account,
    created: desk.now(),
    amount: intent.amount,
    amount_refunded: 0,
    currency: intent.currency,
    customer: intent.customer,
    payment_intent: intent.id,
    payment_method: method.id,
    status: failure ? "failed" : "succeeded",
    failure,
    disputed: false,
    description: intent.description,
    metadata: {},
  });
}

export interface RefundWish {
  amount?: number | undefined;
  reason?: string | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Gives money back: all that is left of a charge, or a part of it. */
export function refundCharge(desk: Desk, charge: Charge, wish: RefundWish = {}): Refund {
  const left = charge.amount - charge.amount_refunded;
  if (charge.status !== "succeeded") throw invalid("This charge was not paid.", "charge");
  if (left === 0) {
    const text = `Charge ${charge.id} has already been refunded.`;
    throw invalid(text, undefined, "charge_already_refunded");
  }
  if (charge.disputed) {
    const text = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw invalid(text, undefined, "charge_disputed");
  }
  const amount = wish.amount ?? left;
  if (amount <= 0 || amount > left) {
    const text = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`;
    throw invalid(text, "amount");
  }
  const refund = desk.refunds.put({
    id: desk.mint(charge.account, "re"),
    account: charge.account,
    created: desk.now(),
    amount,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason: wish.reason ?? null,
    metadata: wish.metadata ?? {},
  });
  desk.charges.put({ ...charge, amount_refunded: charge.amount_refunded + amount });
  emit(desk, charge.account, "refund.created", viewRefund(refund));
  tellCharge(desk, charge.id, "refunded");
  return refund;
}
