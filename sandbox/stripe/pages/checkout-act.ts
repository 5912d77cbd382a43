import type { ControlCall } from "../../control/route";
import type { Answer } from "../../wire/answer";
import { GOOD_ACCOUNT } from "../billing/cards";
import { checkoutVerdict, completeSession, needsMethod } from "../billing/complete";
import { makeMethod } from "../billing/methods";
import { quoteOf } from "../billing/quote";
import type { Desk } from "../desk";
import type { Session } from "../records/hosted";
import type { PaymentMethod } from "../records/payment";
import { isValidCoupon } from "../views/catalog";
import { readCard } from "./card-fields";
import { field, type Sheet, seeOther, withProblem } from "./shared";

/** What a form of the checkout page does: take a code, or pay. */
export function actOnCheckout(
  desk: Desk,
  session: Session,
  sheet: Sheet,
  call: ControlCall,
): Answer {
  const path = `/stripe/checkout/${session.id}`;
  if (session.status !== "open") return withProblem(path, sheet, "not_open");
  if (field(call, "do") === "code") {
    const discount = discountOf(desk, session, field(call, "code"));
    if (!discount) return withProblem(path, sheet, "no_such_code");
    desk.sessions.put({ ...session, discounts: [discount] });
    return seeOther(`${path}?lang=${sheet.language}`);
  }
  const filled = fillIn(desk, session, call);
  if (typeof filled === "string") return withProblem(path, sheet, filled);
  const method = methodOf(desk, filled, call);
  if (typeof method === "string") return withProblem(path, sheet, method);
  return finish(desk, filled, sheet, method, false);
}

/** The cardholder has answered the bank. */
export function answerBank(desk: Desk, session: Session, sheet: Sheet, call: ControlCall): Answer {
  const path = `/stripe/checkout/${session.id}`;
  const method = desk.paymentMethods.any(session.waiting ?? "");
  if (session.status !== "open" || !method) return withProblem(path, sheet, "not_open");
  const open = desk.sessions.put({ ...session, waiting: null });
  if (field(call, "do") !== "agree") return withProblem(path, sheet, "authentication_failed");
  return finish(desk, open, sheet, method, true);
}

/** The seller's address, with the id of the session where they asked for it. */
export function successOf({ success_url: url, id }: Session): string {
  return url.replaceAll("{CHECKOUT_SESSION_ID}", id);
}

function finish(
  desk: Desk,
  session: Session,
  sheet: Sheet,
  method: PaymentMethod | null,
  confirmed: boolean,
): Answer {
  const path = `/stripe/checkout/${session.id}`;
  const verdict = method && checkoutVerdict(desk, session, method, confirmed);
  if (verdict?.kind === "declined") {
    const { declineCode, code } = verdict.decline;
    return withProblem(path, sheet, declineCode === "insufficient_funds" ? declineCode : code);
  }
  if (verdict?.kind === "confirm") {
    desk.sessions.put({ ...session, waiting: method?.id ?? null });
    return seeOther(`${path}/confirm?lang=${sheet.language}`);
  }
  return seeOther(successOf(completeSession(desk, session, method, confirmed)));
}

/** What was filled in beside the card, kept with the session; a word for what is missing. */
function fillIn(desk: Desk, session: Session, call: ControlCall): Session | string {
  const country = field(call, "country").toUpperCase();
  const email = field(call, "email") || null;
  if (session.customer === null && (email ?? session.customer_email) === null) return "no_email";
  const needed = session.automatic_tax || session.billing_address_collection === "required";
  const known = desk.customers.any(session.customer ?? "")?.address?.country ?? "";
  if (needed && country === "" && known === "") return "no_country";
  return desk.sessions.put({
    ...session,
    details: {
      email: email ?? desk.customers.any(session.customer ?? "")?.email ?? session.customer_email,
      name: field(call, "name") || null,
      country: country || null,
      postal_code: field(call, "postal_code") || null,
    },
  });
}

function methodOf(desk: Desk, session: Session, call: ControlCall): PaymentMethod | string | null {
  const types = session.payment_method_types;
  if (field(call, "with") === "bank" && types.some((type) => type !== "card")) {
    const type = session.currency === "eur" ? "sepa_debit" : "us_bank_account";
    return makeMethod(desk, session.account, {
      number: field(call, "bank_account") || GOOD_ACCOUNT,
      type,
    });
  }
  if (field(call, "number") === "" && !needsMethod(desk, session)) return null;
  return readCard(desk, session.account, call);
}

function discountOf(desk: Desk, session: Session, text: string) {
  if (!session.allow_promotion_codes) return undefined;
  const now = desk.now();
  const code = desk.promotionCodes
    .of(session.account)
    .find((one) => one.active && one.code.toLowerCase() === text.toLowerCase());
  const coupon = desk.coupons.any(code?.coupon ?? "");
  if (!code || !coupon || !isValidCoupon(desk, coupon)) return undefined;
  const spent = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions;
  const over = code.expires_at !== null && code.expires_at <= now;
  const another = code.customer !== null && code.customer !== session.customer;
  const small = (code.minimum_amount ?? 0) > quoteOf(desk, session).subtotal;
  const before =
    code.first_time_transaction &&
    desk.charges
      .of(session.account)
      .some((one) => one.customer === session.customer && one.status === "succeeded");
  if (spent || over || another || small || before) return undefined;
  return { coupon: null, promotion_code: code.id };
}
