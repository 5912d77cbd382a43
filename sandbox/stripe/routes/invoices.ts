import { z } from "zod";
import { finalizeInvoice, voidInvoice } from "../billing/invoices";
import { markPaid } from "../billing/outcomes";
import { payInvoice } from "../billing/pay";
import type { Invoice } from "../records/invoice";
import { saveInvoice, saveSubscription, tellInvoice } from "../saving";
import { viewInvoice, viewInvoicePayment } from "../views/invoice";
import { viewLine } from "../views/line";
import { viewPaymentIntent } from "../views/payment";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { flag, mergeMetadata, metadata, paging, period, text, within } from "../wire/params";
import { cardError, invalid, noSuch } from "../wire/problem";

const paySchema = z.strictObject({
  payment_method: text.optional(),
  off_session: flag.optional(),
  paid_out_of_band: flag.optional(),
});
const listSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  customer: text.optional(),
  status: z.enum(["draft", "open", "paid", "uncollectible", "void"]).optional(),
  subscription: text.optional(),
});
const updateSchema = z.strictObject({
  auto_advance: flag.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
});
const paymentsSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  invoice: text.optional(),
  payment: z
    .strictObject({ type: z.literal("payment_intent"), payment_intent: text.optional() })
    .optional(),
  status: z.enum(["open", "paid", "canceled"]).optional(),
});

/** Invoices: read, list, change, finalize, pay, void, write off; and the payments made on them. */
export function invoiceRoutes(): ApiRoute[] {
  const one = "/invoices/:id";
  const none = z.strictObject({});
  return [
    route("GET", "/invoices", listSchema, list),
    route("GET", one, none, (call) => shown(call)),
    route("POST", one, updateSchema, (call) => {
      const invoice = findInvoice(call, call.id);
      const { metadata: changed, ...rest } = call.params;
      const merged = mergeMetadata(invoice.metadata, changed);
      saveInvoice(call.desk, invoice.id, { ...rest, metadata: merged });
      return shown(call);
    }),
    route("GET", `${one}/lines`, z.strictObject(paging), (call) => {
      const invoice = findInvoice(call, call.id);
      const url = `/v1/invoices/${invoice.id}/lines`;
      return page(url, invoice.lines, call.params, (line) => viewLine(call.desk, invoice, line));
    }),
    route("POST", `${one}/finalize`, z.strictObject({ auto_advance: flag.optional() }), (call) => {
      needs(findInvoice(call, call.id), "draft", "finalized");
      finalizeInvoice(call.desk, call.id);
      return shown(call);
    }),
    route("POST", `${one}/pay`, paySchema, pay),
    route("POST", `${one}/void`, none, (call) => {
      needs(findInvoice(call, call.id), "open", "voided");
      voidInvoice(call.desk, call.id);
      giveUpChange(call);
      return shown(call);
    }),
    route("POST", `${one}/mark_uncollectible`, none, (call) => {
      needs(findInvoice(call, call.id), "open", "marked as uncollectible");
      saveInvoice(call.desk, call.id, {
        status: "uncollectible",
        marked_uncollectible_at: call.desk.now(),
        auto_advance: false,
        next_payment_attempt: null,
      });
      tellInvoice(call.desk, call.id, "marked_uncollectible");
      return shown(call);
    }),
    route("GET", "/invoice_payments", paymentsSchema, listPayments),
    route("GET", "/invoice_payments/:id", none, ({ desk, account, id }) => {
      const payment = desk.invoicePayments.find(account, id);
      if (!payment) throw noSuch("invoice_payment", id);
      return viewInvoicePayment(payment);
    }),
  ];
}

export function findInvoice(
  { desk, account }: ApiCall<unknown>,
  id: string,
  param = "id",
): Invoice {
  const invoice = desk.invoices.find(account, id);
  if (!invoice) throw noSuch("invoice", id, param);
  return invoice;
}

function shown(call: ApiCall<unknown>) {
  return viewInvoice(call.desk, findInvoice(call, call.id));
}

function list({ desk, account, params }: ApiCall<z.infer<typeof listSchema>>) {
  const { customer, status, subscription } = params;
  const rows = desk.invoices
    .of(account)
    .filter((one) => customer === undefined || one.customer === customer)
    .filter((one) => status === undefined || one.status === status)
    .filter((one) => subscription === undefined || one.subscription === subscription)
    .filter((one) => within(params.created, one.created));
  return page("/v1/invoices", rows, params, (one) => viewInvoice(desk, one));
}

/** Collects an invoice now; 402 when the bank refuses, and the attempt counts. */
function pay(call: ApiCall<z.infer<typeof paySchema>>) {
  const { desk, account, params } = call;
  const invoice = findInvoice(call, call.id);
  if (invoice.status === "draft") finalizeInvoice(desk, invoice.id);
  else if (invoice.status === "paid") throw invalid("Invoice is already paid");
  else needs(invoice, "open", "paid");
  const method = desk.paymentMethods.find(account, params.payment_method ?? "");
  if (params.payment_method !== undefined && method?.customer !== invoice.customer) {
    throw noSuch("PaymentMethod", params.payment_method, "payment_method");
  }
  if (params.paid_out_of_band) {
    markPaid(desk, invoice.id, true);
    return shown(call);
  }
  const paid = payInvoice(desk, invoice.id, { method });
  if (paid === "paid" || paid === "processing") return shown(call);
  throw refusal(call, paid);
}

function refusal(call: ApiCall<unknown>, paid: "failed" | "confirm") {
  const { desk } = call;
  const { payment_intent: id } = findInvoice(call, call.id);
  const intent = desk.paymentIntents.any(id ?? "");
  const view = intent && viewPaymentIntent(desk, intent);
  const error = intent?.last_payment_error;
  if (paid === "confirm" || !error) {
    const message =
      "This payment requires additional user action before it can be completed successfully.";
    return cardError(
      { code: "invoice_payment_intent_requires_action", declineCode: null, message },
      view,
    );
  }
  const { code, decline_code: declineCode, message } = error;
  return cardError({ code, declineCode, message }, view);
}

function needs(invoice: Invoice, status: Invoice["status"], what: string): void {
  if (invoice.status === status) return;
  throw invalid(
    `Only ${status} invoices can be ${what}. This invoice is ${invoice.status}.`,
    undefined,
    "invoice_not_editable",
  );
}

function listPayments({ desk, account, params }: ApiCall<z.infer<typeof paymentsSchema>>) {
  const { invoice, payment, status } = params;
  const rows = desk.invoicePayments
    .of(account)
    .filter((one) => invoice === undefined || one.invoice === invoice)
    .filter((one) => status === undefined || one.status === status)
    .filter((one) => !payment?.payment_intent || one.payment_intent === payment.payment_intent)
    .filter((one) => within(params.created, one.created));
  return page("/v1/invoice_payments", rows, params, viewInvoicePayment);
}

/** A change that waited for this invoice is not made. */
function giveUpChange({ desk, id }: ApiCall<unknown>): void {
  const subscription = desk.subscriptions.any(desk.invoices.any(id)?.subscription ?? "");
  if (subscription?.pending_update?.invoice !== id) return;
  saveSubscription(desk, subscription.id, { pending_update: null });
}
