import type { ControlCall, ControlRoute } from "../../control/route";
import type { Answer } from "../../wire/answer";
import { quoteOf } from "../billing/quote";
import { totalsOf } from "../billing/totals";
import type { Desk } from "../desk";
import { settle } from "../settle";
import type { PlayedStripe } from "../stripe";
import { moneyOf } from "../words";
import { checkoutPage, confirmPage } from "./checkout";
import { actOnCheckout, answerBank, successOf } from "./checkout-act";
import { dashboardPage } from "./dashboard";
import { actOnDashboard } from "./dashboard-act";
import { actOnInvoice, invoicePage } from "./invoice";
import { invoicePdf } from "./pdf";
import { portalPage } from "./portal";
import { actOnPortal, answerBankInPortal } from "./portal-act";
import { field, notHere, type Sheet, seeOther, sheetOf } from "./shared";

type Show<T> = (desk: Desk, record: T, sheet: Sheet, call: ControlCall) => Answer;

/** The pages Stripe hosts: checkout, portal, invoices, the bank's question, and the dashboard. */
export function stripePageRoutes({ desk }: PlayedStripe): ControlRoute[] {
  const pages = <T>(
    kind: string,
    find: (id: string) => T | undefined,
    localeOf: (record: T) => string | null,
    shows: { show: Show<T>; act: Show<T>; ask: Show<T>; answer: Show<T> },
  ): ControlRoute[] => {
    const path = `/stripe/${kind}/:id`;
    const run = (show: Show<T>) => (call: ControlCall) => {
      settle(desk);
      const record = find(call.params.id ?? "");
      const lang = field(call, "lang");
      const sheet = sheetOf(call, lang || (record ? localeOf(record) : null));
      return record ? show(desk, record, sheet, call) : notHere(sheet);
    };
    return [
      { method: "GET", path, run: run(shows.show) },
      { method: "POST", path, run: run(shows.act) },
      { method: "GET", path: `${path}/confirm`, run: run(shows.ask) },
      { method: "POST", path: `${path}/confirm`, run: run(shows.answer) },
    ];
  };
  return [
    {
      method: "GET",
      path: "/stripe",
      run(call) {
        settle(desk);
        return dashboardPage(desk, sheetOf(call, null), call.query.get("done"));
      },
    },
    {
      method: "POST",
      path: "/stripe",
      run(call) {
        settle(desk);
        const { language } = sheetOf(call, field(call, "lang"));
        const done = actOnDashboard(desk, call) ? "yes" : "failed";
        return seeOther(`/stripe?lang=${language}&done=${done}`);
      },
    },
    {
      method: "GET",
      path: "/stripe/invoice/:id/pdf",
      run(call) {
        const invoice = desk.invoices.any(call.params.id ?? "");
        return invoice ? invoicePdf(desk, invoice) : notHere(sheetOf(call, null));
      },
    },
    ...pages("checkout", desk.sessions.any, ({ locale }) => locale, {
      show: checkoutPage,
      act: actOnCheckout,
      ask: (_, session, sheet) => {
        const { total } = quoteOf(desk, session);
        const amount = total === 0 ? null : moneyOf(total, session.currency, sheet.language);
        const path = `/stripe/checkout/${session.id}/confirm`;
        return confirmPage(sheet, path, [successOf(session)], amount);
      },
      answer: answerBank,
    }),
    ...pages("portal", desk.portalSessions.any, ({ locale }) => locale, {
      show: portalPage,
      act: actOnPortal,
      ask: (_, session, sheet) =>
        confirmPage(
          sheet,
          `/stripe/portal/${session.id}/confirm`,
          [session.flow?.after ?? null],
          null,
        ),
      answer: answerBankInPortal,
    }),
    ...pages("invoice", desk.invoices.any, () => null, {
      show: invoicePage,
      act: actOnInvoice,
      ask: (_, invoice, sheet) =>
        confirmPage(
          sheet,
          `/stripe/invoice/${invoice.id}/confirm`,
          [],
          moneyOf(totalsOf(invoice).remaining, invoice.currency, sheet.language),
        ),
      answer: actOnInvoice,
    }),
  ];
}
