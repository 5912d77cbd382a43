import type { ControlCall } from "../../control/route";
import { type Html, html } from "../../page/html";
import type { Answer } from "../../wire/answer";
import { attachMethod } from "../billing/methods";
import { payInvoice } from "../billing/pay";
import { totalsOf } from "../billing/totals";
import type { Desk } from "../desk";
import type { Invoice } from "../records/invoice";
import { dateOf, moneyOf } from "../words";
import { cardFields, readCard, testCards } from "./card-fields";
import {
  field,
  hiddenLanguage,
  hosted,
  problemNote,
  type Sheet,
  seeOther,
  withProblem,
} from "./shared";

/** The hosted page of an invoice; an open one can be paid on it. */
export function invoicePage(desk: Desk, invoice: Invoice, sheet: Sheet, call: ControlCall): Answer {
  const { say, language } = sheet;
  const path = `/stripe/invoice/${invoice.id}`;
  const totals = totalsOf(invoice);
  const money = (amount: number) => moneyOf(amount, invoice.currency, language);
  const rows = invoice.lines.map(
    (line) =>
      html`<tr><td>${line.description}<br><span class="soft">${dateOf(line.period.start, language)} – ${dateOf(line.period.end, language)}</span></td><td>${money(line.amount)}</td></tr>`,
  );
  const sums = [
    { name: say("stripe.subtotal"), amount: totals.subtotal, always: true },
    { name: say("stripe.discount"), amount: -totals.discount, always: false },
    { name: say("stripe.tax"), amount: totals.tax, always: false },
    { name: say("stripe.total"), amount: totals.total, always: true },
    { name: say("stripe.amountDue"), amount: totals.remaining, always: true },
  ].filter(({ amount, always }) => always || amount !== 0);
  const foot = sums.map(
    ({ name, amount }) =>
      html`<tr><td><strong>${name}</strong></td><td><strong>${money(amount)}</strong></td></tr>`,
  );
  const body = html`${problemNote(sheet, call)}
<p>${say(`stripe.invoice.${invoice.status}`)} · ${dateOf(invoice.created, language)} · <a href="${path}/pdf">${say("stripe.pdf")}</a></p>
<section><table><tbody>${rows}${foot}</tbody></table></section>
${invoice.status === "open" && totals.remaining > 0 ? payForm(desk, invoice, sheet, path) : html``}`;
  return hosted(sheet, `${say("stripe.invoiceTitle")} ${invoice.number ?? ""}`, path, body);
}

/** Pays with a new card, or goes on with the one the bank wants confirmed. */
export function actOnInvoice(
  desk: Desk,
  invoice: Invoice,
  sheet: Sheet,
  call: ControlCall,
): Answer {
  const path = `/stripe/invoice/${invoice.id}`;
  if (invoice.status !== "open") return withProblem(path, sheet, "not_open");
  const intent = desk.paymentIntents.any(invoice.payment_intent ?? "");
  const wish = field(call, "do");
  if (wish === "agree" || wish === "refuse") {
    const waiting = desk.paymentMethods.any(intent?.payment_method ?? "");
    if (!waiting || intent?.status !== "requires_action")
      return withProblem(path, sheet, "not_open");
    if (wish === "refuse") {
      desk.paymentIntents.put({ ...intent, status: "requires_payment_method" });
      return withProblem(path, sheet, "authentication_failed");
    }
    return result(payInvoice(desk, invoice.id, { method: waiting, confirmed: true }), path, sheet);
  }
  const method = readCard(desk, invoice.account, call);
  if (typeof method === "string") return withProblem(path, sheet, method);
  const held = attachMethod(desk, method, invoice.customer, false);
  return result(payInvoice(desk, invoice.id, { method: held }), path, sheet);
}

function result(paid: ReturnType<typeof payInvoice>, path: string, sheet: Sheet): Answer {
  if (paid === "failed") return withProblem(path, sheet, "card_declined");
  if (paid === "confirm") return seeOther(`${path}/confirm?lang=${sheet.language}`);
  return seeOther(`${path}?lang=${sheet.language}`);
}

function payForm(desk: Desk, invoice: Invoice, sheet: Sheet, path: string): Html {
  const { say } = sheet;
  const intent = desk.paymentIntents.any(invoice.payment_intent ?? "");
  const link =
    intent?.status === "requires_action"
      ? html`<p><a href="${path}/confirm?lang=${sheet.language}">${say("stripe.goConfirm")}</a></p>`
      : html``;
  return html`<section><h2>${say("stripe.pay")}</h2>${link}<form class="row" method="post" action="${path}">${hiddenLanguage(sheet)}${cardFields(sheet)}
<button name="do" value="pay">${say("stripe.payNow")}</button></form></section>${testCards(sheet)}`;
}
