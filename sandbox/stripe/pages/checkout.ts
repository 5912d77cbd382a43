import type { ControlCall } from "../../control/route";
import { type Html, html } from "../../page/html";
import type { Answer } from "../../wire/answer";
import { FAILING_ACCOUNT, GOOD_ACCOUNT } from "../billing/cards";
import { needsMethod } from "../billing/complete";
import { hasTrial, quoteOf } from "../billing/quote";
import type { Desk } from "../desk";
import type { Session } from "../records/hosted";
import { moneyOf } from "../words";
import { cardFields, testCards } from "./card-fields";
import { hiddenLanguage, hosted, problemNote, type Sheet } from "./shared";

/** The hosted checkout page: what is bought, and the form that pays for it. */
export function checkoutPage(
  desk: Desk,
  session: Session,
  sheet: Sheet,
  call: ControlCall,
): Answer {
  const { say } = sheet;
  const path = `/stripe/checkout/${session.id}`;
  const body =
    session.status === "open"
      ? html`${problemNote(sheet, call)}${summary(desk, session, sheet)}
${promotion(session, sheet, path)}
<section><h2>${say("stripe.pay")}</h2>${payForm(desk, session, sheet, path)}</section>
${cancelLink(session, sheet)}${testCards(sheet)}`
      : html`<section><p>${say(session.status === "complete" ? "stripe.complete" : "stripe.expired")}</p></section>`;
  return hosted(sheet, say("stripe.checkout"), path, body, [session.success_url]);
}

/** The bank asks the cardholder. */
export function confirmPage(
  sheet: Sheet,
  path: string,
  leadsTo: (string | null)[],
  amount: string | null,
): Answer {
  const { say } = sheet;
  const text = amount === null ? say("stripe.confirmSave") : say("stripe.confirmPay", { amount });
  const body = html`<section><p>${text}</p>
<form method="post" action="${path}">${hiddenLanguage(sheet)}
<button name="do" value="agree">${say("stripe.agree")}</button>
<button name="do" value="refuse">${say("stripe.refuse")}</button></form></section>`;
  return hosted(sheet, say("stripe.confirm"), path, body, leadsTo);
}

function summary(desk: Desk, session: Session, { say, language }: Sheet): Html {
  const quote = quoteOf(desk, session);
  const money = (amount: number) => moneyOf(amount, session.currency, language);
  const rows = quote.rows.map(({ price, quantity, subtotal }) => {
    const name = desk.products.any(price.product)?.name ?? price.product;
    const each = say(`stripe.per.${price.recurring?.interval ?? "month"}`);
    return html`<tr><td>${name} × ${quantity}<br><span class="soft">${money(price.unit_amount)} ${each}</span></td><td>${money(subtotal)}</td></tr>`;
  });
  const reduced =
    quote.discount === 0
      ? html``
      : html`<tr><td>${say("stripe.discount")}</td><td>−${money(quote.discount)}</td></tr>`;
  const taxed = session.automatic_tax ? html`<p class="soft">${say("stripe.plusTax")}</p>` : html``;
  const trial = hasTrial(session) ? html`<p>${say("stripe.trial")}</p>` : html``;
  return html`<section><h2>${say("stripe.order")}</h2><table><tbody>${rows}${reduced}
<tr><td><strong>${say("stripe.dueToday")}</strong></td><td><strong>${money(quote.total)}</strong></td></tr></tbody></table>${taxed}${trial}</section>`;
}

function promotion(session: Session, sheet: Sheet, path: string): Html {
  const { say } = sheet;
  if (!session.allow_promotion_codes) return html``;
  return html`<section><h2>${say("stripe.promotion")}</h2><form class="row" method="post" action="${path}">${hiddenLanguage(sheet)}
<div><label for="code">${say("stripe.code")}</label><input id="code" name="code" required></div>
<button name="do" value="code">${say("stripe.apply")}</button></form></section>`;
}

function payForm(desk: Desk, session: Session, sheet: Sheet, path: string): Html {
  const { say } = sheet;
  const email =
    session.customer === null && session.customer_email === null
      ? html`<div><label for="email">${say("stripe.email")}</label><input id="email" name="email" type="email" required></div>`
      : html``;
  const bank = session.payment_method_types.some((type) => type !== "card");
  const optional = needsMethod(desk, session)
    ? html``
    : html`<p class="soft">${say("stripe.noCardNeeded")}</p>`;
  return html`${optional}<form class="row" method="post" action="${path}">${hiddenLanguage(sheet)}${email}
${bank ? choice(sheet) : html``}${cardFields(sheet)}${bank ? bankFields(sheet) : html``}
<div><label for="name">${say("stripe.name")}</label><input id="name" name="name" autocomplete="name"></div>
<div><label for="country">${say("stripe.country")}</label><input id="country" name="country" size="3" maxlength="2" placeholder="US"${required(session)}></div>
<div><label for="postal_code">${say("stripe.postalCode")}</label><input id="postal_code" name="postal_code" size="8"></div>
<button name="do" value="pay">${say("stripe.subscribe")}</button></form>`;
}

function required(session: Session): Html {
  return session.automatic_tax || session.billing_address_collection === "required"
    ? html` required`
    : html``;
}

function choice({ say }: Sheet): Html {
  return html`<div><label for="with">${say("stripe.payWith")}</label><select id="with" name="with"><option value="card">${say("stripe.card")}</option><option value="bank">${say("stripe.bank")}</option></select></div>`;
}

function bankFields({ say }: Sheet): Html {
  return html`<div><label for="bank_account">${say("stripe.bankAccount")}</label><select id="bank_account" name="bank_account"><option value="${GOOD_ACCOUNT}">${GOOD_ACCOUNT} · ${say("stripe.bankGood")}</option><option value="${FAILING_ACCOUNT}">${FAILING_ACCOUNT} · ${say("stripe.bankFails")}</option></select></div>`;
}

function cancelLink({ cancel_url: url }: Session, { say }: Sheet): Html {
  return url === null ? html`` : html`<p><a href="${url}">${say("stripe.cancelCheckout")}</a></p>`;
}
