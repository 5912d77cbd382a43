import type { ControlCall } from "../../control/route";
import { type Html, html } from "../../page/html";
import { misprint } from "../billing/cards";
import { makeMethod } from "../billing/methods";
import type { Desk } from "../desk";
import { NO_PLACE } from "../records/kept";
import type { PaymentMethod } from "../records/payment";
import { field, type Sheet } from "./shared";

/** The fields of a card, with the test numbers to try. */
export function cardFields({ say }: Sheet): Html {
  return html`<div><label for="number">${say("stripe.cardNumber")}</label><input id="number" name="number" inputmode="numeric" autocomplete="cc-number" size="20" placeholder="4242 4242 4242 4242"></div>
<div><label for="expiry">${say("stripe.expiry")}</label><input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" size="7" placeholder="12 / 34"></div>
<div><label for="cvc">${say("stripe.cvc")}</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" size="5" placeholder="123"></div>`;
}

/** The cards to try, for whoever looks at the page. */
export function testCards({ say }: Sheet): Html {
  const rows = [
    ["4242 4242 4242 4242", say("stripe.try.pays")],
    ["4000 0000 0000 0002", say("stripe.try.declined")],
    ["4000 0000 0000 9995", say("stripe.try.poor")],
    ["4000 0025 0000 3155", say("stripe.try.confirm")],
    ["4000 0000 0000 0341", say("stripe.try.later")],
  ].map(
    ([number = "", meaning = ""]) =>
      html`<tr><td><code>${number}</code></td><td>${meaning}</td></tr>`,
  );
  return html`<section><h2>${say("stripe.testCards")}</h2><table><tbody>${rows}</tbody></table></section>`;
}

/** The card of a form, or the name of what is wrong with it. */
export function readCard(desk: Desk, account: string, call: ControlCall): PaymentMethod | string {
  const number = field(call, "number").replace(/[\s-]/g, "");
  const wrong = misprint(number);
  if (wrong) return wrong.code;
  const expiry = /^(\d{1,2})\s*\/?\s*(\d{2}|\d{4})$/.exec(field(call, "expiry"));
  if (!expiry) return "invalid_expiry";
  const month = Number(expiry[1]);
  const year = (Number(expiry[2]) % 100) + 2_000;
  const today = new Date(desk.now() * 1_000);
  const past = year * 12 + month < today.getUTCFullYear() * 12 + today.getUTCMonth() + 1;
  if (month < 1 || month > 12 || past) return "invalid_expiry";
  if (!/^\d{3,4}$/.test(field(call, "cvc"))) return "invalid_cvc";
  const country = field(call, "country").toUpperCase();
  return makeMethod(desk, account, {
    number,
    expMonth: month,
    expYear: year,
    billing: {
      email: field(call, "email") || null,
      name: field(call, "name") || null,
      address:
        country === ""
          ? null
          : { ...NO_PLACE, country, postal_code: field(call, "postal_code") || null },
    },
  });
}
