import { z } from "zod";
import { savePrice } from "../saving";
import { viewPrice } from "../views/catalog";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import {
  clearable,
  count,
  flag,
  mergeMetadata,
  metadata,
  paging,
  period,
  text,
  within,
} from "../wire/params";
import { invalid, noSuch } from "../wire/problem";

const interval = z.enum(["day", "week", "month", "year"]);
const behavior = z.enum(["unspecified", "exclusive", "inclusive"]);
const fields = {
  active: flag.optional(),
  lookup_key: text.max(200).optional(),
  metadata: metadata.optional(),
  nickname: clearable(text).optional(),
  tax_behavior: behavior.optional(),
  transfer_lookup_key: flag.optional(),
};
const createSchema = z.strictObject({
  ...fields,
  currency: z.string().regex(/^[a-z]{3}$/),
  product: text.optional(),
  product_data: z.strictObject({ name: text, metadata: metadata.optional() }).optional(),
  unit_amount: count.optional(),
  unit_amount_decimal: count.optional(),
  recurring: z
    .strictObject({
      interval,
      interval_count: count.optional(),
      trial_period_days: count.optional(),
      usage_type: z.literal("licensed").optional(),
    })
    .optional(),
});
const updateSchema = z.strictObject(fields);
const listSchema = z.strictObject({
  ...paging,
  active: flag.optional(),
  created: period.optional(),
  currency: text.optional(),
  lookup_keys: z.array(text).max(10).optional(),
  product: text.optional(),
  recurring: z.strictObject({ interval: interval.optional() }).optional(),
  type: z.enum(["one_time", "recurring"]).optional(),
});

/** What it costs: create, read, change, list; a lookup key belongs to one price at a time. */
export function priceRoutes(): ApiRoute[] {
  return [
    route("POST", "/prices", createSchema, create),
    route("GET", "/prices", listSchema, list),
    route("GET", "/prices/:id", z.strictObject({}), (call) => viewPrice(find(call))),
    route("POST", "/prices/:id", updateSchema, update),
  ];
}

function create(call: ApiCall<z.infer<typeof createSchema>>) {
  const { desk, account, params } = call;
  const amount = params.unit_amount ?? params.unit_amount_decimal;
  if (amount === undefined) {
    throw invalid("Missing required param: unit_amount.", "unit_amount", "parameter_missing");
  }
  const product = productOf(call);
  takeLookupKey(call, params.lookup_key, params.transfer_lookup_key ?? false);
  const { recurring } = params;
  const price = desk.prices.put({
    id: desk.mint(account, "price"),
    account,
    created: desk.now(),
    active: params.active ?? true,
    currency: params.currency,
    lookup_key: params.lookup_key ?? null,
    metadata: mergeMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product,
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: recurring.interval_count ?? 1,
          trial_period_days: recurring.trial_period_days ?? null,
        }
      : null,
    tax_behavior: params.tax_behavior ?? "unspecified",
    unit_amount: amount,
  });
  emit(desk, account, "price.created", viewPrice(price));
  return viewPrice(price);
}

function productOf({ desk, account, params }: ApiCall<z.infer<typeof createSchema>>): string {
  if (params.product_data) {
    const id = desk.mint(account, "prod");
    const now = desk.now();
    desk.products.put({
      id,
      account,
      created: now,
      updated: now,
      active: true,
      name: params.product_data.name,
      description: null,
      default_price: null,
      metadata: mergeMetadata({}, params.product_data.metadata),
      tax_code: null,
    });
    return id;
  }
  const { product = "" } = params;
  if (product === "") {
    throw invalid("Missing required param: product.", "product", "parameter_missing");
  }
  if (!desk.products.find(account, product)) throw noSuch("product", product, "product");
  return product;
}

function list({ desk, account, params }: ApiCall<z.infer<typeof listSchema>>) {
  const { active, currency, lookup_keys: keys, product, recurring, type } = params;
  const rows = desk.prices
    .of(account)
    .filter((one) => active === undefined || one.active === active)
    .filter((one) => currency === undefined || one.currency === currency)
    .filter((one) => !keys || keys.includes(one.lookup_key ?? ""))
    .filter((one) => product === undefined || one.product === product)
    .filter((one) => !recurring?.interval || one.recurring?.interval === recurring.interval)
    .filter((one) => type === undefined || (one.recurring !== null) === (type === "recurring"))
    .filter((one) => within(params.created, one.created));
  return page("/v1/prices", rows, params, viewPrice);
}

function update(call: ApiCall<z.infer<typeof updateSchema>>) {
  const { desk, params } = call;
  const price = find(call);
  const { metadata: changed, transfer_lookup_key: transfer, ...rest } = params;
  if (rest.lookup_key !== price.lookup_key) {
    takeLookupKey(call, rest.lookup_key, transfer ?? false);
  }
  return viewPrice(
    savePrice(desk, price.id, { ...rest, metadata: mergeMetadata(price.metadata, changed) }),
  );
}

function takeLookupKey(
  { desk, account }: ApiCall<unknown>,
  key: string | undefined,
  transfer: boolean,
): void {
  const holder = desk.prices.of(account).find((one) => one.lookup_key === key);
  if (key === undefined || !holder) return;
  if (!transfer) {
    throw invalid(
      `A price (\`${holder.id}\`) already uses that lookup key. If you want to transfer that lookup key, set \`transfer_lookup_key=true\`.`,
      "lookup_key",
    );
  }
  savePrice(desk, holder.id, { lookup_key: null });
}

function find({ desk, account, id }: ApiCall<unknown>) {
  const price = desk.prices.find(account, id);
  if (!price) throw noSuch("price", id);
  return price;
}
