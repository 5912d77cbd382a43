import { z } from "zod";
import { customerOf, moveBalance } from "../billing/balance";
import { refundCharge } from "../billing/charges";
import { markPaid } from "../billing/outcomes";
import { totalsOf } from "../billing/totals";
import type { Invoice } from "../records/invoice";
import { saveInvoice } from "../saving";
import { viewCreditNote } from "../views/credit-note";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { count, mergeMetadata, metadata, paging, period, text, within } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import { findInvoice } from "./invoices";

const createSchema = z.strictObject({
  invoice: text,
  amount: count,
  credit_amount: count.optional(),
  refund_amount: count.optional(),
  memo: text.optional(),
  reason: z.enum(["duplicate", "fraudulent", "order_change", "product_unsatisfactory"]).optional(),
  metadata: metadata.optional(),
});
const listSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  customer: text.optional(),
  invoice: text.optional(),
});

/** Credit notes over an amount: on an open invoice less is due, on a paid one it is refunded or kept as credit. */
export function creditNoteRoutes(): ApiRoute[] {
  return [
    route("POST", "/credit_notes", createSchema, create),
    route("GET", "/credit_notes", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/credit_notes",
        desk.creditNotes
          .of(account)
          .filter((one) => !params.invoice || one.invoice === params.invoice)
          .filter((one) => !params.customer || one.customer === params.customer)
          .filter((one) => within(params.created, one.created)),
        params,
        (one) => viewCreditNote(desk, one),
      ),
    ),
    route("GET", "/credit_notes/:id", z.strictObject({}), ({ desk, account, id }) => {
      const note = desk.creditNotes.find(account, id);
      if (!note) throw noSuch("credit note", id);
      return viewCreditNote(desk, note);
    }),
  ];
}

function create(call: ApiCall<z.infer<typeof createSchema>>) {
  const { desk, account, params } = call;
  const invoice = findInvoice(call, params.invoice, "invoice");
  const { amount, credit_amount: credit = 0, refund_amount: back = 0 } = params;
  const open = invoice.status === "open";
  if (!open && invoice.status !== "paid") {
    throw invalid("Credit notes can only be made for open and paid invoices.", "invoice");
  }
  const { due, remaining } = totalsOf(invoice);
  if (amount === 0 || amount > (open ? remaining : due - invoice.credited)) {
    throw invalid("The amount is more than can still be credited on this invoice.", "amount");
  }
  if (open ? credit + back > 0 : credit + back !== amount) {
    throw invalid("The sum of credit amount and refund amount must equal the amount.", "amount");
  }
  const number = `${invoice.number ?? ""}-CN-${desk.creditNotes.of(account).length + 1}`;
  const note = desk.creditNotes.put({
    id: desk.mint(account, "cn"),
    account,
    created: desk.now(),
    invoice: invoice.id,
    customer: invoice.customer,
    currency: invoice.currency,
    amount,
    number,
    memo: params.memo ?? null,
    reason: params.reason ?? null,
    refund: back > 0 ? refund(call, invoice, back) : null,
    credited_to_balance: credit,
    pre_payment: open,
    status: "issued",
    metadata: mergeMetadata({}, params.metadata),
  });
  if (credit > 0) {
    const customer = customerOf(desk, invoice.customer);
    moveBalance(desk, invoice, customer, customer.balance - credit);
  }
  saveInvoice(desk, invoice.id, { credited: invoice.credited + amount });
  if (open && amount === remaining) markPaid(desk, invoice.id, true);
  emit(desk, account, "credit_note.created", viewCreditNote(desk, note));
  return viewCreditNote(desk, note);
}

function refund({ desk }: ApiCall<unknown>, invoice: Invoice, amount: number): string {
  const intent = desk.paymentIntents.any(invoice.payment_intent ?? "");
  const charge = desk.charges.any(intent?.latest_charge ?? "");
  if (!charge) throw invalid("There is no charge to refund.", "refund_amount");
  return refundCharge(desk, charge, { amount }).id;
}
