import type Stripe from "stripe";
import { at } from "@/lib/billing/references";
import type { CustomerTold } from "@/lib/payments/read-customer";

/** The row of a customer, with the payment method that is charged next. */
export function customerRow(
  { id, customer, subscriptions, askedAt }: CustomerTold,
  teamId: string,
) {
  const method =
    subscriptions
      .map(({ subscription }) => whole(subscription.default_payment_method))
      .find((one) => one !== null) ??
    whole(customer?.invoice_settings.default_payment_method ?? null);
  return {
    teamId,
    customerId: id,
    email: customer?.email ?? "",
    currency: customer?.currency ?? null,
    ...methodColumns(method),
    createdAt: at(customer?.created) ?? askedAt,
    deletedAt: null,
    readAt: askedAt,
  };
}

/** What of a payment method a person knows it by. */
function methodColumns(method: Stripe.PaymentMethod | null) {
  const card = method?.card;
  const month = card ? String(card.exp_month).padStart(2, "0") : "";
  return {
    methodKind: method?.type ?? null,
    methodBrand: card?.brand ?? method?.us_bank_account?.bank_name ?? null,
    methodLastFour:
      card?.last4 ?? method?.us_bank_account?.last4 ?? method?.sepa_debit?.last4 ?? null,
    methodExpires: card ? `${month}/${card.exp_year}` : null,
  };
}

function whole(method: string | Stripe.PaymentMethod | null): Stripe.PaymentMethod | null {
  return typeof method === "string" ? null : method;
}
