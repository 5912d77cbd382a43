import { z } from "zod";
import { refundCharge } from "../billing/charges";
import { closeDispute } from "../billing/disputes";
import type { Charge, Dispute } from "../records/payment";
import { saveCharge, saveDispute } from "../saving";
import { viewCharge, viewDispute, viewRefund } from "../views/charge";
import { viewPaymentIntent } from "../views/payment";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { count, mergeMetadata, metadata, paging, period, text, within } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";

const none = z.strictObject({});
const listOf = { ...paging, created: period.optional() };
const refundSchema = z.strictObject({
  amount: count.optional(),
  charge: text.optional(),
  payment_intent: text.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: metadata.optional(),
});
const byPayment = { charge: text.optional(), payment_intent: text.optional() };

/** What was charged, given back, and taken back by banks. */
export function paymentRoutes(): ApiRoute[] {
  return [
    route(
      "GET",
      "/payment_intents",
      z.strictObject({ ...listOf, customer: text.optional() }),
      ({ desk, account, params }) =>
        page(
          "/v1/payment_intents",
          desk.paymentIntents
            .of(account)
            .filter((one) => !params.customer || one.customer === params.customer)
            .filter((one) => within(params.created, one.created)),
          params,
          (one) => viewPaymentIntent(desk, one),
        ),
    ),
    route("GET", "/payment_intents/:id", none, ({ desk, account, id }) => {
      const intent = desk.paymentIntents.find(account, id);
      if (!intent) throw noSuch("payment_intent", id);
      return viewPaymentIntent(desk, intent);
    }),
    ...chargeRoutes(),
    ...refundRoutes(),
    ...disputeRoutes(),
  ];
}

function chargeRoutes(): ApiRoute[] {
  const listSchema = z.strictObject({
    ...listOf,
    customer: text.optional(),
    payment_intent: text.optional(),
  });
  return [
    route("GET", "/charges", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/charges",
        desk.charges
          .of(account)
          .filter((one) => !params.customer || one.customer === params.customer)
          .filter((one) => !params.payment_intent || one.payment_intent === params.payment_intent)
          .filter((one) => within(params.created, one.created)),
        params,
        (one) => viewCharge(desk, one),
      ),
    ),
    route("GET", "/charges/:id", none, (call) =>
      viewCharge(call.desk, findCharge(call, call.id, "id")),
    ),
    route("POST", "/charges/:id", z.strictObject({ metadata: metadata.optional() }), (call) => {
      const charge = findCharge(call, call.id, "id");
      const merged = mergeMetadata(charge.metadata, call.params.metadata);
      return viewCharge(call.desk, saveCharge(call.desk, charge.id, { metadata: merged }));
    }),
  ];
}

function refundRoutes(): ApiRoute[] {
  return [
    route("POST", "/refunds", refundSchema, (call) => {
      const { amount, reason, metadata: words } = call.params;
      const wish = { amount, reason, metadata: mergeMetadata({}, words) };
      return viewRefund(refundCharge(call.desk, chargeToRefund(call), wish));
    }),
    route("GET", "/refunds", z.strictObject({ ...listOf, ...byPayment }), (call) => {
      const { desk, account, params } = call;
      const rows = desk.refunds
        .of(account)
        .filter((one) => !params.charge || one.charge === params.charge)
        .filter((one) => !params.payment_intent || one.payment_intent === params.payment_intent)
        .filter((one) => within(params.created, one.created));
      return page("/v1/refunds", rows, params, viewRefund);
    }),
    route("GET", "/refunds/:id", none, ({ desk, account, id }) => {
      const refund = desk.refunds.find(account, id);
      if (!refund) throw noSuch("refund", id);
      return viewRefund(refund);
    }),
  ];
}

function disputeRoutes(): ApiRoute[] {
  return [
    route("GET", "/disputes", z.strictObject({ ...listOf, ...byPayment }), (call) => {
      const { desk, account, params } = call;
      const rows = desk.disputes
        .of(account)
        .filter((one) => !params.charge || one.charge === params.charge)
        .filter((one) => !params.payment_intent || one.payment_intent === params.payment_intent)
        .filter((one) => within(params.created, one.created));
      return page("/v1/disputes", rows, params, viewDispute);
    }),
    route("GET", "/disputes/:id", none, (call) => viewDispute(findDispute(call))),
    route("POST", "/disputes/:id", z.strictObject({ metadata: metadata.optional() }), (call) => {
      const dispute = findDispute(call);
      const merged = mergeMetadata(dispute.metadata, call.params.metadata);
      return viewDispute(saveDispute(call.desk, dispute.id, { metadata: merged }));
    }),
    route("POST", "/disputes/:id/close", none, (call) => {
      const dispute = findDispute(call);
      if (dispute.status === "won" || dispute.status === "lost") {
        throw invalid("This dispute is already closed.");
      }
      return viewDispute(closeDispute(call.desk, dispute, "lost"));
    }),
  ];
}

function chargeToRefund(call: ApiCall<z.infer<typeof refundSchema>>): Charge {
  const { desk, account, params } = call;
  if (params.charge !== undefined) return findCharge(call, params.charge, "charge");
  const { payment_intent: id } = params;
  if (id === undefined) {
    throw invalid("One of the following params should be provided: payment_intent or charge.");
  }
  const intent = desk.paymentIntents.find(account, id);
  if (!intent) throw noSuch("payment_intent", id, "payment_intent");
  if (intent.latest_charge === null) {
    throw invalid(`This PaymentIntent (${id}) does not have a successful charge to refund.`);
  }
  return findCharge(call, intent.latest_charge, "payment_intent");
}

function findCharge({ desk, account }: ApiCall<unknown>, id: string, param: string): Charge {
  const charge = desk.charges.find(account, id);
  if (!charge) throw noSuch("charge", id, param);
  return charge;
}

function findDispute({ desk, account, id }: ApiCall<unknown>): Dispute {
  const dispute = desk.disputes.find(account, id);
  if (!dispute) throw noSuch("dispute", id);
  return dispute;
}
