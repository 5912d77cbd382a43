import type { ControlCall } from "../../control/route";
import type { Answer } from "../../wire/answer";
import { savingVerdict } from "../billing/cards";
import { endSubscription } from "../billing/end";
import { attachMethod } from "../billing/methods";
import type { Desk } from "../desk";
import type { PortalSession } from "../records/hosted";
import type { PaymentMethod } from "../records/payment";
import { saveCustomer, saveSubscription } from "../saving";
import { readCard } from "./card-fields";
import { field, type Sheet, seeOther, withProblem } from "./shared";

/** What a form of the portal does: save a card, cancel, resume; each only where it is allowed. */
export function actOnPortal(
  desk: Desk,
  session: PortalSession,
  sheet: Sheet,
  call: ControlCall,
): Answer {
  const path = `/stripe/portal/${session.id}`;
  const features = desk.configurations.any(session.configuration)?.features;
  const wish = field(call, "do");
  if (wish === "card" && features?.payment_method_update.enabled) {
    const method = readCard(desk, session.account, call);
    if (typeof method === "string") return withProblem(path, sheet, method);
    return saveCard(desk, session, sheet, method, false);
  }
  const cancels = wish === "cancel" || wish === "resume";
  if (!cancels || !features?.subscription_cancel.enabled) {
    return withProblem(path, sheet, "not_allowed");
  }
  const subscription = desk.subscriptions.find(session.account, field(call, "subscription"));
  if (!subscription || subscription.customer !== session.customer) {
    return withProblem(path, sheet, "not_allowed");
  }
  if (wish === "cancel" && features.subscription_cancel.mode === "immediately") {
    endSubscription(desk, subscription.id, "cancellation_requested");
    return done(session, sheet);
  }
  const ends = wish === "cancel";
  if (subscription.schedule !== null) return withProblem(path, sheet, "not_allowed");
  saveSubscription(desk, subscription.id, {
    cancel_at_period_end: ends,
    cancel_at: ends ? subscription.period.end : null,
    canceled_at: ends ? desk.now() : null,
    cancellation: {
      reason: ends ? "cancellation_requested" : null,
      comment: null,
      feedback: null,
    },
  });
  return done(session, sheet);
}

/** The cardholder has answered the bank. */
export function answerBankInPortal(
  desk: Desk,
  session: PortalSession,
  sheet: Sheet,
  call: ControlCall,
): Answer {
  const path = `/stripe/portal/${session.id}`;
  const method = desk.paymentMethods.any(session.waiting ?? "");
  if (!method) return withProblem(path, sheet, "not_open");
  const open = desk.portalSessions.put({ ...session, waiting: null });
  if (field(call, "do") !== "agree") return withProblem(path, sheet, "authentication_failed");
  return saveCard(desk, open, sheet, method, true);
}

/** A new card is the one all later charges go to. */
function saveCard(
  desk: Desk,
  session: PortalSession,
  sheet: Sheet,
  method: PaymentMethod,
  confirmed: boolean,
): Answer {
  const path = `/stripe/portal/${session.id}`;
  const verdict = savingVerdict(method, confirmed);
  if (verdict.kind === "declined") return withProblem(path, sheet, verdict.decline.code);
  if (verdict.kind === "confirm") {
    desk.portalSessions.put({ ...session, waiting: method.id });
    return seeOther(`${path}/confirm?lang=${sheet.language}`);
  }
  attachMethod(desk, method, session.customer, true);
  saveCustomer(desk, session.customer, { default_payment_method: method.id });
  for (const one of desk.subscriptions.of(session.account)) {
    if (one.customer !== session.customer || one.default_payment_method === null) continue;
    if (one.status === "canceled" || one.status === "incomplete_expired") continue;
    saveSubscription(desk, one.id, { default_payment_method: method.id });
  }
  return done(session, sheet);
}

function done({ flow, id }: PortalSession, { language }: Sheet): Answer {
  return seeOther(flow?.after ?? `/stripe/portal/${id}?lang=${language}`);
}
