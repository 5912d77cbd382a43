import { z } from "zod";
import { endSubscription } from "../billing/end";
import type { Customer } from "../records/customer";
import { NO_PLACE } from "../records/kept";
import { saveCustomer } from "../saving";
import { viewCustomer } from "../views/customer";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import {
  address,
  clearable,
  integer,
  mergeMetadata,
  metadata,
  paging,
  period,
  text,
  within,
} from "../wire/params";
import { invalid, noSuch } from "../wire/problem";

const fields = {
  address: clearable(address).optional(),
  balance: integer.optional(),
  description: clearable(text).optional(),
  email: clearable(text.max(512)).optional(),
  invoice_settings: z
    .strictObject({ default_payment_method: clearable(text).optional() })
    .optional(),
  metadata: metadata.optional(),
  name: clearable(text).optional(),
  phone: clearable(text).optional(),
  preferred_locales: clearable(z.array(text)).optional(),
  tax_exempt: z.enum(["none", "exempt", "reverse"]).optional(),
};
const createSchema = z.strictObject({ ...fields, payment_method: text.optional() });
const updateSchema = z.strictObject(fields);
const listSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  email: text.optional(),
});

/** Who buys: create, read, change, delete, list. */
export function customerRoutes(): ApiRoute[] {
  return [
    route("POST", "/customers", createSchema, create),
    route("GET", "/customers", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/customers",
        desk.customers
          .of(account)
          .filter((one) => !one.deleted)
          .filter((one) => params.email === undefined || one.email === params.email)
          .filter((one) => within(params.created, one.created)),
        params,
        (one) => viewCustomer(desk, one),
      ),
    ),
    route("GET", "/customers/:id", z.strictObject({}), (call) =>
      viewCustomer(call.desk, known(call)),
    ),
    route("POST", "/customers/:id", updateSchema, update),
    route("DELETE", "/customers/:id", z.strictObject({}), remove),
  ];
}

/** A customer who is there and not deleted; throws otherwise. */
export function livingCustomer(
  { desk, account }: ApiCall<unknown>,
  id: string,
  param = "customer",
): Customer {
  const customer = desk.customers.find(account, id);
  if (!customer || customer.deleted) throw noSuch("customer", id, param);
  return customer;
}

/** A new customer with nothing but what is given. */
export function makeCustomer(
  { desk, account }: Pick<ApiCall<unknown>, "desk" | "account">,
  given: Partial<Customer>,
): Customer {
  const id = desk.mint(account, "cus");
  const customer = desk.customers.put({
    id,
    account,
    created: desk.now(),
    email: null,
    name: null,
    phone: null,
    description: null,
    metadata: {},
    address: null,
    balance: 0,
    currency: null,
    default_payment_method: null,
    tax_exempt: "none",
    preferred_locales: [],
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoices: 0,
    deleted: false,
    ...given,
  });
  emit(desk, account, "customer.created", viewCustomer(desk, customer));
  return customer;
}

function create(call: ApiCall<z.infer<typeof createSchema>>) {
  const { desk, account, params } = call;
  const method = desk.paymentMethods.find(account, params.payment_method ?? "");
  if (params.payment_method !== undefined && !method) {
    throw noSuch("PaymentMethod", params.payment_method, "payment_method");
  }
  const customer = makeCustomer(call, changesOf(params, {}));
  if (method) desk.paymentMethods.put({ ...method, customer: customer.id });
  return viewCustomer(desk, customer);
}

function update(call: ApiCall<z.infer<typeof updateSchema>>) {
  const { desk, account, id, params } = call;
  const customer = livingCustomer(call, id, "id");
  const method = params.invoice_settings?.default_payment_method;
  if (method && desk.paymentMethods.find(account, method)?.customer !== id) {
    throw invalid(
      `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
      "invoice_settings[default_payment_method]",
      "resource_missing",
    );
  }
  return viewCustomer(desk, saveCustomer(desk, id, changesOf(params, customer.metadata)));
}

function changesOf(
  params: z.infer<typeof updateSchema>,
  metadataNow: Record<string, string>,
): Partial<Customer> {
  const { address: place, invoice_settings: settings, preferred_locales: locales } = params;
  const { balance, description, email, name, phone, tax_exempt } = params;
  const plain = { balance, description, email, name, phone, tax_exempt };
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(place === undefined ? {} : { address: place && { ...NO_PLACE, ...place } }),
    ...(settings?.default_payment_method === undefined
      ? {}
      : { default_payment_method: settings.default_payment_method }),
    ...(locales === undefined ? {} : { preferred_locales: locales ?? [] }),
    metadata: mergeMetadata(metadataNow, params.metadata),
  };
}

/** Gone for good: subscriptions end at once; the id answers `deleted: true` from now on. */
function remove(call: ApiCall<unknown>) {
  const { desk, account, id } = call;
  const customer = livingCustomer(call, id, "id");
  for (const one of desk.subscriptions.of(account)) {
    const over = one.status === "canceled" || one.status === "incomplete_expired";
    if (one.customer === id && !over) endSubscription(desk, one.id, "cancellation_requested");
  }
  const before = viewCustomer(desk, customer);
  const deleted = desk.customers.put({ ...customer, deleted: true, email: null, name: null });
  emit(desk, account, "customer.deleted", before);
  return viewCustomer(desk, deleted);
}

function known({ desk, account, id }: ApiCall<unknown>): Customer {
  const customer = desk.customers.find(account, id);
  if (!customer) throw noSuch("customer", id);
  return customer;
}
