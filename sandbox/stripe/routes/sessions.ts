import { z } from "zod";
import type { Session } from "../records/hosted";
import { expireSession } from "../settle";
import { viewLineItems, viewSession } from "../views/session";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { mergeMetadata, metadata, paging, period, text, within } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import { livingCustomer } from "./customers";
import { createSessionSchema } from "./session-params";

const DAY_S = 86_400;
const updateSchema = z.strictObject({ metadata: metadata.optional() });
const listSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  customer: text.optional(),
  subscription: text.optional(),
  status: z.enum(["open", "complete", "expired"]).optional(),
});

/** Hosted checkout pages: open, read, change, expire, list. */
export function sessionRoutes(): ApiRoute[] {
  return [
    route("POST", "/checkout/sessions", createSessionSchema, create),
    route("GET", "/checkout/sessions", listSchema, list),
    route("GET", "/checkout/sessions/:id", z.strictObject({}), (call) =>
      viewSession(call.desk, find(call)),
    ),
    route("POST", "/checkout/sessions/:id", updateSchema, (call) => {
      const session = find(call);
      const merged = mergeMetadata(session.metadata, call.params.metadata);
      return viewSession(call.desk, call.desk.sessions.put({ ...session, metadata: merged }));
    }),
    route("POST", "/checkout/sessions/:id/expire", z.strictObject({}), expire),
    route("GET", "/checkout/sessions/:id/line_items", z.strictObject(paging), (call) => {
      const rows = viewLineItems(call.desk, find(call)).map((row) => ({
        ...row,
        id: String(row.id),
      }));
      const url = `/v1/checkout/sessions/${call.id}/line_items`;
      return page(url, rows, call.params, (row) => row);
    }),
  ];
}

function create(call: ApiCall<z.infer<typeof createSessionSchema>>) {
  const { desk, params } = call;
  if (params.customer !== undefined) livingCustomer(call, params.customer);
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalid("You may only specify one of these parameters: customer, customer_email.");
  }
  if (params.allow_promotion_codes && params.discounts) {
    throw invalid(
      "You may only specify one of these parameters: allow_promotion_codes, discounts.",
      "allow_promotion_codes",
    );
  }
  if (params.automatic_tax?.enabled && params.customer && params.customer_update === undefined) {
    const { address } = livingCustomer(call, params.customer);
    if (!address?.country) {
      throw invalid(
        "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
        "customer",
        "customer_tax_location_invalid",
      );
    }
  }
  const session = desk.sessions.put(sessionOf(call, currencyOf(call)));
  return viewSession(desk, session);
}

function sessionOf(
  { desk, account, params }: ApiCall<z.infer<typeof createSessionSchema>>,
  currency: string,
): Session {
  const data = params.subscription_data;
  const now = desk.now();
  const missing = data?.trial_settings?.end_behavior.missing_payment_method;
  return {
    id: desk.mint(account, "cs_test"),
    account,
    created: now,
    status: "open",
    payment_status: "unpaid",
    customer: params.customer ?? null,
    customer_email: params.customer_email ?? null,
    client_reference_id: params.client_reference_id ?? null,
    success_url: params.success_url,
    cancel_url: params.cancel_url ?? null,
    currency,
    locale: params.locale ?? null,
    line_items: params.line_items.map(({ price, quantity }) => ({
      id: desk.mint(account, "li"),
      price,
      quantity: quantity ?? 1,
    })),
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    discounts: (params.discounts ?? []).map(({ coupon, promotion_code: code }) => ({
      coupon: coupon ?? null,
      promotion_code: code ?? null,
    })),
    automatic_tax: params.automatic_tax?.enabled ?? false,
    billing_address_collection: params.billing_address_collection ?? null,
    customer_update: {
      address: params.customer_update?.address === "auto",
      name: params.customer_update?.name === "auto",
    },
    tax_id_collection: params.tax_id_collection?.enabled ?? false,
    payment_method_collection: params.payment_method_collection ?? "always",
    payment_method_types: params.payment_method_types ?? ["card", "us_bank_account"],
    metadata: mergeMetadata({}, params.metadata),
    subscription_data: {
      metadata: mergeMetadata({}, data?.metadata),
      description: data?.description ?? null,
      trial_end: data?.trial_end ?? null,
      trial_period_days: data?.trial_period_days ?? null,
      missing_payment_method: missing ?? "create_invoice",
    },
    expires_at: checkedExpiry(params.expires_at, now),
    subscription: null,
    invoice: null,
    details: null,
    waiting: null,
  };
}

/** The currency all lines share; a price that is not there, or not sold any more, is refused. */
function currencyOf({
  desk,
  account,
  params,
}: ApiCall<z.infer<typeof createSessionSchema>>): string {
  const prices = params.line_items.map(({ price: id }, index) => {
    const price = desk.prices.find(account, id);
    const param = `line_items[${index}][price]`;
    if (!price) throw noSuch("price", id, param);
    if (!price.active) throw invalid(`The price specified is inactive.`, param);
    if (!price.recurring) {
      throw invalid("You specified `subscription` mode but passed a one-time price.", param);
    }
    return price;
  });
  const [currency = "usd", ...others] = [...new Set(prices.map((price) => price.currency))];
  if (others.length > 0) throw invalid("All prices must have the same currency.", "line_items");
  return currency;
}

function checkedExpiry(wanted: number | undefined, now: number): number {
  if (wanted === undefined) return now + DAY_S;
  if (wanted < now + 1_800 || wanted > now + DAY_S) {
    throw invalid(
      "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.",
      "expires_at",
    );
  }
  return wanted;
}

function list({ desk, account, params }: ApiCall<z.infer<typeof listSchema>>) {
  const { customer, subscription, status } = params;
  const rows = desk.sessions
    .of(account)
    .filter((one) => customer === undefined || one.customer === customer)
    .filter((one) => subscription === undefined || one.subscription === subscription)
    .filter((one) => status === undefined || one.status === status)
    .filter((one) => within(params.created, one.created));
  return page("/v1/checkout/sessions", rows, params, (one) => viewSession(desk, one));
}

function expire(call: ApiCall<unknown>) {
  const session = find(call);
  if (session.status !== "open") {
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  expireSession(call.desk, session.id);
  return viewSession(call.desk, find(call));
}

function find({ desk, account, id }: ApiCall<unknown>): Session {
  const session = desk.sessions.find(account, id);
  if (!session) throw noSuch("checkout.session", id);
  return session;
}
