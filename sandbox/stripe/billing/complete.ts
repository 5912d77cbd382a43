import type { Desk } from "../desk";
import type { Customer } from "../records/customer";
import type { Session } from "../records/hosted";
import { NO_PLACE } from "../records/kept";
import type { PaymentMethod } from "../records/payment";
import { makeCustomer } from "../routes/customers";
import { saveCustomer } from "../saving";
import { viewSession } from "../views/session";
import { emit } from "../webhooks/emit";
import { chargingVerdict, savingVerdict, type Verdict } from "./cards";
import { attachMethod } from "./methods";
import { quoteOf } from "./quote";
import { subscribe } from "./subscribe";

const DAY_S = 86_400;

/** What the bank says to paying this page; with nothing to pay, to saving the card. */
export function checkoutVerdict(
  desk: Desk,
  session: Session,
  method: PaymentMethod,
  confirmed: boolean,
): Verdict {
  const { total } = quoteOf(desk, session);
  return total === 0 ? savingVerdict(method, confirmed) : chargingVerdict(method, confirmed);
}

/** Whether the page may be finished without a payment method. */
export function needsMethod(desk: Desk, session: Session): boolean {
  return session.payment_method_collection === "always" || quoteOf(desk, session).total > 0;
}

/** Makes what the page was for: the customer, the subscription, its first invoice and payment. */
export function completeSession(
  desk: Desk,
  session: Session,
  method: PaymentMethod | null,
  confirmed: boolean,
): Session {
  const customer = customerFor(desk, session);
  const held = method && attachMethod(desk, method, customer.id, true);
  const { subscription_data: data } = session;
  const subscription = subscribe(
    desk,
    {
      customer,
      items: session.line_items.map(({ price, quantity }) => ({ price, quantity, metadata: {} })),
      trialEnd:
        data.trial_period_days === null
          ? data.trial_end
          : desk.now() + data.trial_period_days * DAY_S,
      missingMethod: data.missing_payment_method,
      discounts: session.discounts,
      automaticTax: session.automatic_tax,
      method: held?.id ?? null,
      saveDefault: "off",
      behavior: "allow_incomplete",
      cancelAt: null,
      cancelAtPeriodEnd: false,
      description: data.description,
      metadata: data.metadata,
      session: session.id,
    },
    { method: held ?? undefined, confirmed },
  );
  const invoice = desk.invoices.any(subscription.latest_invoice ?? "");
  const complete = desk.sessions.put({
    ...session,
    status: "complete",
    payment_status: paymentStatus(desk, session, invoice?.status === "paid"),
    customer: customer.id,
    subscription: subscription.id,
    invoice: invoice?.id ?? null,
    waiting: null,
  });
  emit(desk, session.account, "checkout.session.completed", viewSession(desk, complete));
  return complete;
}

function paymentStatus(desk: Desk, session: Session, paid: boolean): Session["payment_status"] {
  if (quoteOf(desk, session).total === 0) return "no_payment_required";
  return paid ? "paid" : "unpaid";
}

/** The customer the page was opened for, with what was filled in where that is wanted; else a new one. */
function customerFor(desk: Desk, session: Session): Customer {
  const { account, details, customer_update: update } = session;
  const address = details?.country
    ? { ...NO_PLACE, country: details.country, postal_code: details.postal_code }
    : null;
  if (session.customer === null) {
    const email = details?.email ?? session.customer_email;
    return makeCustomer({ desk, account }, { email, name: details?.name ?? null, address });
  }
  return saveCustomer(desk, session.customer, {
    ...(update.address && address ? { address } : {}),
    ...(update.name && details?.name ? { name: details.name } : {}),
  });
}
