import { z } from "zod";
import { savingVerdict } from "../billing/cards";
import { attachMethod, makeMethod, namedNumber } from "../billing/methods";
import type { PaymentMethod, SetupIntent } from "../records/payment";
import { viewSetupIntent } from "../views/payment";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { flag, mergeMetadata, metadata, paging, period, text, within } from "../wire/params";
import { cardError, invalid, noSuch } from "../wire/problem";
import { livingCustomer } from "./customers";

const none = z.strictObject({});
const createSchema = z.strictObject({
  customer: text.optional(),
  confirm: flag.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  payment_method: text.optional(),
  payment_method_types: z.array(text).optional(),
  usage: z.enum(["off_session", "on_session"]).optional(),
});
const confirmSchema = z.strictObject({
  payment_method: text.optional(),
  return_url: text.optional(),
});
const listSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  customer: text.optional(),
});

/** Saving a card without a payment. */
export function setupIntentRoutes(): ApiRoute[] {
  const one = "/setup_intents/:id";
  return [
    route("POST", "/setup_intents", createSchema, create),
    route("GET", "/setup_intents", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/setup_intents",
        desk.setupIntents
          .of(account)
          .filter((row) => !params.customer || row.customer === params.customer)
          .filter((row) => within(params.created, row.created)),
        params,
        viewSetupIntent,
      ),
    ),
    route("GET", one, none, (call) => viewSetupIntent(find(call))),
    route("POST", `${one}/confirm`, confirmSchema, (call) => {
      const intent = find(call);
      return confirm(call, intent, call.params.payment_method ?? intent.payment_method);
    }),
    route("POST", `${one}/cancel`, none, (call) => {
      const intent = find(call);
      if (intent.status === "succeeded") {
        throw invalid("You cannot cancel this SetupIntent because it has a status of succeeded.");
      }
      const canceled = call.desk.setupIntents.put({ ...intent, status: "canceled" });
      emit(call.desk, call.account, "setup_intent.canceled", viewSetupIntent(canceled));
      return viewSetupIntent(canceled);
    }),
  ];
}

function create(call: ApiCall<z.infer<typeof createSchema>>) {
  const { desk, account, params } = call;
  if (params.customer !== undefined) livingCustomer(call, params.customer);
  const intent = desk.setupIntents.put({
    id: desk.mint(account, "seti"),
    account,
    created: desk.now(),
    customer: params.customer ?? null,
    payment_method: params.payment_method ?? null,
    status: "requires_payment_method",
    usage: params.usage ?? "off_session",
    description: params.description ?? null,
    cancellation_reason: null,
    metadata: mergeMetadata({}, params.metadata),
  });
  emit(desk, account, "setup_intent.created", viewSetupIntent(intent));
  return params.confirm ? confirm(call, intent, intent.payment_method) : viewSetupIntent(intent);
}

function confirm(call: ApiCall<unknown>, intent: SetupIntent, id: string | null) {
  const { desk, account } = call;
  const method = methodOf(call, id ?? "");
  const verdict = savingVerdict(method, false);
  if (verdict.kind === "declined") throw cardError(verdict.decline);
  const asks = verdict.kind === "confirm";
  if (!asks && intent.customer !== null) attachMethod(desk, method, intent.customer, true);
  const confirmed = desk.setupIntents.put({
    ...intent,
    payment_method: method.id,
    status: asks ? "requires_action" : "succeeded",
  });
  const what = asks ? "requires_action" : "succeeded";
  emit(desk, account, `setup_intent.${what}`, viewSetupIntent(confirmed));
  return viewSetupIntent(confirmed);
}

function methodOf({ desk, account }: ApiCall<unknown>, id: string): PaymentMethod {
  const number = namedNumber(id);
  if (number !== undefined) return makeMethod(desk, account, { number });
  const method = desk.paymentMethods.find(account, id);
  if (!method) throw noSuch("PaymentMethod", id, "payment_method");
  return method;
}

function find({ desk, account, id }: ApiCall<unknown>): SetupIntent {
  const intent = desk.setupIntents.find(account, id);
  if (!intent) throw noSuch("setupintent", id);
  return intent;
}
