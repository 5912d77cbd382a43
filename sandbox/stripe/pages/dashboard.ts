import { type Html, html } from "../../page/html";
import type { Language } from "../../page/texts";
import type { Answer } from "../../wire/answer";
import type { Desk } from "../desk";
import type { Customer } from "../records/customer";
import type { Charge } from "../records/payment";
import type { Subscription } from "../records/subscription";
import { dateOf, moneyOf } from "../words";
import { hosted, type Sheet } from "./shared";

const SHOWN = 50;
const FAULTS = ["drop", "duplicate", "delay", "reorder"] as const;

/** The seller's view: customers, what they have, what can be done to them, and broken webhooks. */
export function dashboardPage(desk: Desk, sheet: Sheet, done: string | null): Answer {
  const { say, language } = sheet;
  const customers = desk.customers
    .all()
    .filter((one) => !one.deleted)
    .slice(-SHOWN)
    .reverse();
  const body = html`<p><a href="/?lang=${language}">${say("back")}</a></p>
<p class="soft">${say("stripe.lead")}</p>
${done === null ? html`` : html`<p role="status"><strong>${say(done === "failed" ? "done.failed" : "stripe.done")}</strong></p>`}
${customers.length === 0 ? html`<section><p class="soft">${say("stripe.nobody")}</p></section>` : html``}
${customers.map((one) => customerPart(desk, one, sheet))}
${webhooks(desk, sheet)}`;
  return hosted(sheet, say("stripe.title"), "/stripe", body);
}

function customerPart(desk: Desk, customer: Customer, sheet: Sheet): Html {
  const { say } = sheet;
  const mine = <T extends { customer: string }>(rows: T[]) =>
    rows.filter((row) => row.customer === customer.id);
  const subscriptions = mine(desk.subscriptions.of(customer.account));
  const charges = mine(desk.charges.of(customer.account)).filter(
    (one) => one.status === "succeeded",
  );
  return html`<section><h2>${customer.name ?? customer.email ?? customer.id}</h2><p class="soft long"><code>${customer.id}</code> · ${customer.account}</p>
${
  subscriptions.length === 0
    ? html`<p class="soft">${say("stripe.noSubscription")}</p>`
    : html`<table><tbody>${subscriptions.map((one) => subscriptionRow(desk, one, sheet))}</tbody></table>`
}
<table><tbody>${charges.slice(0, 6).map((one) => chargeRow(desk, one, sheet))}</tbody></table></section>`;
}

function subscriptionRow(desk: Desk, one: Subscription, { say, language }: Sheet): Html {
  const names = one.items.map(({ price: id, quantity }) => {
    const product = desk.products.any(desk.prices.any(id)?.product ?? "");
    return `${product?.name ?? id} × ${quantity}`;
  });
  const over = one.status === "canceled" || one.status === "incomplete_expired";
  const until = over ? "" : dateOf(one.period.end, language);
  return html`<tr><td data-name="${say("name")}"><strong>${names.join(", ")}</strong><br><span class="soft long"><code>${one.id}</code></span></td>
<td data-name="${say("state")}">${one.status}<br><span class="soft">${until}</span></td>
<td>${over ? "" : button("renew", one.id, say("stripe.toPeriodEnd"), language)}</td></tr>`;
}

function chargeRow(desk: Desk, one: Charge, { say, language }: Sheet): Html {
  const dispute = desk.disputes
    .of(one.account)
    .find((row) => row.charge === one.id && row.status === "needs_response");
  const actions = dispute
    ? [
        button("won", dispute.id, say("stripe.disputeWon"), language),
        button("lost", dispute.id, say("stripe.disputeLost"), language),
      ]
    : one.disputed || one.amount_refunded === one.amount
      ? []
      : [
          button("refund", one.id, say("stripe.refund"), language),
          button("dispute", one.id, say("stripe.dispute"), language),
        ];
  const back =
    one.amount_refunded === 0 ? "" : `−${moneyOf(one.amount_refunded, one.currency, language)}`;
  return html`<tr><td data-name="${say("stripe.charge")}">${moneyOf(one.amount, one.currency, language)} ${back}</td><td data-name="${say("time")}">${dateOf(one.created, language)}</td><td>${actions}</td></tr>`;
}

function webhooks(desk: Desk, { say, language }: Sheet): Html {
  const count = (state: string) =>
    String(desk.deliveries.all().filter((one) => one.state === state).length);
  const broken = desk.webhookFaults.list().map(({ kind }) => say(`stripe.fault.${kind}`));
  const state =
    broken.length === 0
      ? html`<p class="good">${say("stripe.webhooksFine")}</p>`
      : html`<p class="bad">${broken.join(", ")}</p>`;
  return html`<section><h2>${say("stripe.webhooks")}</h2>
<p>${say("stripe.deliveries", { delivered: count("delivered"), waiting: count("waiting"), dropped: count("dropped") })}</p>${state}
${FAULTS.map((kind) => button("fault", kind, say(`stripe.fault.${kind}`), language))}
${button("mend", "", say("stripe.mendWebhooks"), language)}</section>`;
}

function button(what: string, id: string, label: string, language: Language): Html {
  return html`<form method="post" action="/stripe"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="id" value="${id}"><button name="do" value="${what}">${label}</button></form>`;
}
