import type { ControlCall } from "../../control/route";
import { type Html, html } from "../../page/html";
import type { Answer } from "../../wire/answer";
import { methodFor } from "../billing/pay";
import { totalsOf } from "../billing/totals";
import type { Desk } from "../desk";
import type { Features, PortalSession } from "../records/hosted";
import type { Subscription } from "../records/subscription";
import { dateOf, moneyOf } from "../words";
import { cardFields, testCards } from "./card-fields";
import { hiddenLanguage, hosted, problemNote, type Sheet } from "./shared";

/** The billing portal, with what its configuration lets a customer do. */
export function portalPage(
  desk: Desk,
  session: PortalSession,
  sheet: Sheet,
  call: ControlCall,
): Answer {
  const { say } = sheet;
  const path = `/stripe/portal/${session.id}`;
  const features = desk.configurations.any(session.configuration)?.features;
  if (!features) return hosted(sheet, say("stripe.portal"), path, html``);
  const only = session.flow?.type;
  const body = html`${problemNote(sheet, call)}${back(session, sheet)}
${only === "payment_method_update" ? html`` : subscriptions(desk, session, features, sheet, path)}
${only === "subscription_cancel" ? html`` : methods(desk, session, features, sheet, path)}
${only || !features.invoice_history.enabled ? html`` : invoices(desk, session, sheet)}`;
  return hosted(sheet, say("stripe.portal"), path, body, [
    session.return_url,
    session.flow?.after ?? null,
  ]);
}

function back({ return_url: url }: PortalSession, { say }: Sheet): Html {
  return url === null ? html`` : html`<p><a href="${url}">${say("stripe.return")}</a></p>`;
}

function subscriptions(
  desk: Desk,
  session: PortalSession,
  features: Features,
  sheet: Sheet,
  path: string,
): Html {
  const { say } = sheet;
  const rows = ongoing(desk, session).map((one) => {
    const names = one.items.map((item) => {
      const price = desk.prices.any(item.price);
      const name = desk.products.any(price?.product ?? "")?.name ?? item.price;
      return `${name} × ${item.quantity}`;
    });
    const when = dateOf(one.period.end, sheet.language);
    const line = say(one.cancel_at_period_end ? "stripe.endsOn" : "stripe.renewsOn", { when });
    return html`<tr><td><strong>${names.join(", ")}</strong><br><span class="soft">${line}</span></td>
<td>${features.subscription_cancel.enabled ? cancelForm(one, sheet, path) : html``}</td></tr>`;
  });
  return html`<section><h2>${say("stripe.subscriptions")}</h2>${
    rows.length === 0
      ? html`<p class="soft">${say("stripe.noSubscription")}</p>`
      : html`<table><tbody>${rows}</tbody></table>`
  }</section>`;
}

function ongoing(desk: Desk, { account, customer }: PortalSession): Subscription[] {
  return desk.subscriptions
    .of(account)
    .filter((one) => one.customer === customer)
    .filter(({ status }) => status !== "canceled" && status !== "incomplete_expired");
}

function cancelForm(one: Subscription, sheet: Sheet, path: string): Html {
  const { say } = sheet;
  const action = one.cancel_at_period_end ? "resume" : "cancel";
  return html`<form method="post" action="${path}">${hiddenLanguage(sheet)}<input type="hidden" name="subscription" value="${one.id}">
<button name="do" value="${action}">${say(action === "resume" ? "stripe.resume" : "stripe.cancelPlan")}</button></form>`;
}

function methods(
  desk: Desk,
  session: PortalSession,
  features: Features,
  sheet: Sheet,
  path: string,
): Html {
  const { say } = sheet;
  const usual = methodFor(desk, {
    customer: session.customer,
    subscription: ongoing(desk, session)[0]?.id ?? null,
  });
  const rows = desk.paymentMethods
    .of(session.account)
    .filter((one) => one.customer === session.customer)
    .map(
      (one) =>
        html`<tr><td>${one.card?.brand ?? say("stripe.bank")} •••• ${one.card?.last4 ?? one.bank?.last4 ?? ""}</td><td>${one.id === usual?.id ? say("stripe.usual") : ""}</td></tr>`,
    );
  const form = features.payment_method_update.enabled
    ? html`<form class="row" method="post" action="${path}">${hiddenLanguage(sheet)}${cardFields(sheet)}
<button name="do" value="card">${say("stripe.saveCard")}</button></form>`
    : html``;
  return html`<section><h2>${say("stripe.methods")}</h2><table><tbody>${rows}</tbody></table>${form}</section>${
    features.payment_method_update.enabled ? testCards(sheet) : html``
  }`;
}

function invoices(desk: Desk, session: PortalSession, { say, language }: Sheet): Html {
  const rows = desk.invoices
    .of(session.account)
    .filter((one) => one.customer === session.customer && one.finalized_at !== null)
    .map(
      (one) =>
        html`<tr><td><a href="/stripe/invoice/${one.id}?lang=${language}">${one.number ?? one.id}</a></td><td>${dateOf(one.created, language)}</td><td>${moneyOf(totalsOf(one).total, one.currency, language)}</td><td>${say(`stripe.invoice.${one.status}`)}</td></tr>`,
    );
  return html`<section><h2>${say("stripe.invoices")}</h2><table><tbody>${rows}</tbody></table></section>`;
}
