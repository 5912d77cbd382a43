import { z } from "zod";
import { misprint, savingVerdict } from "../billing/cards";
import { attachMethod, makeMethod, namedNumber } from "../billing/methods";
import { NO_PLACE } from "../records/kept";
import type { PaymentMethod } from "../records/payment";
import { saveCustomer, saveMethod } from "../saving";
import { viewPaymentMethod } from "../views/payment";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { address, clearable, count, mergeMetadata, metadata, paging, text } from "../wire/params";
import { cardError, invalid, noSuch } from "../wire/problem";
import { livingCustomer } from "./customers";

const type = z.enum(["card", "us_bank_account", "sepa_debit"]);
const billing = z.strictObject({
  address: clearable(address).optional(),
  email: clearable(text).optional(),
  name: clearable(text).optional(),
});
const createSchema = z.strictObject({
  type: z.literal("card"),
  card: z.union([
    z.strictObject({ token: text }),
    z.strictObject({
      number: text,
      exp_month: count.optional(),
      exp_year: count.optional(),
      cvc: text.optional(),
    }),
  ]),
  billing_details: billing.optional(),
  metadata: metadata.optional(),
});
const updateSchema = z.strictObject({
  billing_details: billing.optional(),
  metadata: metadata.optional(),
});
const listSchema = z.strictObject({
  ...paging,
  customer: text.optional(),
  type: type.optional(),
});

/** Cards and bank accounts: make, read, list, change, give to a customer, take away. */
export function paymentMethodRoutes(): ApiRoute[] {
  const one = "/payment_methods/:id";
  const none = z.strictObject({});
  return [
    route("POST", "/payment_methods", createSchema, create),
    route("GET", "/payment_methods", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/payment_methods",
        methodsOf(desk.paymentMethods.of(account), params.customer, params.type),
        params,
        viewPaymentMethod,
      ),
    ),
    route("GET", one, none, (call) => viewPaymentMethod(find(call))),
    route("POST", one, updateSchema, (call) => {
      const method = find(call);
      const saved = saveMethod(call.desk, method.id, {
        billing: { ...method.billing, ...billingOf(call.params.billing_details) },
        metadata: mergeMetadata(method.metadata, call.params.metadata),
      });
      return viewPaymentMethod(saved);
    }),
    route("POST", `${one}/attach`, z.strictObject({ customer: text }), attach),
    route("POST", `${one}/detach`, none, detach),
    route(
      "GET",
      "/customers/:id/payment_methods",
      z.strictObject({ ...paging, type: type.optional() }),
      (call) => {
        const { id } = livingCustomer(call, call.id, "id");
        const rows = methodsOf(call.desk.paymentMethods.of(call.account), id, call.params.type);
        return page(`/v1/customers/${id}/payment_methods`, rows, call.params, viewPaymentMethod);
      },
    ),
  ];
}

function methodsOf(rows: PaymentMethod[], customer?: string, kind?: string): PaymentMethod[] {
  return rows
    .filter((row) => row.customer !== null)
    .filter((row) => customer === undefined || row.customer === customer)
    .filter((row) => kind === undefined || row.type === kind);
}

function create({ desk, account, params }: ApiCall<z.infer<typeof createSchema>>) {
  const { card } = params;
  const number = "token" in card ? namedNumber(card.token) : card.number.replace(/\D/g, "");
  if (number === undefined) throw noSuch("token", "token" in card ? card.token : "", "card[token]");
  const wrong = misprint(number);
  if (wrong) throw cardError(wrong);
  const method = makeMethod(desk, account, {
    number,
    ...("number" in card && card.exp_month ? { expMonth: card.exp_month } : {}),
    ...("number" in card && card.exp_year ? { expYear: card.exp_year } : {}),
    billing: billingOf(params.billing_details),
    metadata: mergeMetadata({}, params.metadata),
  });
  return viewPaymentMethod(method);
}

function billingOf(given: z.infer<typeof billing> | undefined): Partial<PaymentMethod["billing"]> {
  const { address: place, email, name } = given ?? {};
  return {
    ...(place === undefined ? {} : { address: place && { ...NO_PLACE, ...place } }),
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Test names such as `pm_card_visa` make a card of their own each time. */
function attach(call: ApiCall<{ customer: string }>) {
  const { desk, account, id, params } = call;
  const customer = livingCustomer(call, params.customer);
  const number = namedNumber(id);
  const method = number === undefined ? find(call) : makeMethod(desk, account, { number });
  if (method.customer !== null && method.customer !== customer.id) {
    throw invalid(
      "The payment method you provided has already been attached to a customer.",
      "payment_method",
      "payment_method_unexpected_state",
    );
  }
  const verdict = savingVerdict(method, false);
  if (verdict.kind === "declined") throw cardError(verdict.decline);
  return viewPaymentMethod(attachMethod(desk, method, customer.id, false));
}

function detach(call: ApiCall<unknown>) {
  const { desk, account } = call;
  const method = find(call);
  if (method.customer === null) {
    throw invalid(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      "payment_method",
    );
  }
  const customer = desk.customers.find(account, method.customer);
  if (customer?.default_payment_method === method.id) {
    saveCustomer(desk, customer.id, { default_payment_method: null });
  }
  const detached = desk.paymentMethods.put({ ...method, customer: null });
  emit(desk, account, "payment_method.detached", viewPaymentMethod(detached), {
    customer: method.customer,
  });
  return viewPaymentMethod(detached);
}

function find({ desk, account, id }: ApiCall<unknown>): PaymentMethod {
  const method = desk.paymentMethods.find(account, id);
  if (!method) throw noSuch("PaymentMethod", id);
  return method;
}
