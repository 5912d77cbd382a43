import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { BalanceChange, Customer, TaxId } from "../records/customer";
import { listInside } from "./list";
import { viewSubscription } from "./subscription";

export function viewCustomer(desk: Desk, customer: Customer): Wire {
  const { id, created } = customer;
  if (customer.deleted) return { id, object: "customer", deleted: true };
  return {
    id,
    object: "customer",
    address: customer.address,
    balance: customer.balance,
    created,
    currency: customer.currency,
    customer_account: null,
    default_source: null,
    delinquent: isDelinquent(desk, customer),
    description: customer.description,
    email: customer.email,
    invoice_prefix: customer.invoice_prefix,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: customer.default_payment_method,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: customer.metadata,
    name: customer.name,
    next_invoice_sequence: customer.invoices + 1,
    phone: customer.phone,
    preferred_locales: customer.preferred_locales,
    shipping: null,
    tax_exempt: customer.tax_exempt,
    test_clock: null,
  };
}

/** What a customer carries only when it is asked for with `expand`. */
export function customerExtra(desk: Desk, customer: Customer, field: string): unknown {
  const url = `/v1/customers/${customer.id}`;
  if (field === "subscriptions") {
    const alive = desk.subscriptions
      .of(customer.account)
      .filter((one) => one.customer === customer.id && isOngoing(one.status));
    return listInside(
      `${url}/subscriptions`,
      alive.map((one) => viewSubscription(desk, one)),
    );
  }
  if (field === "tax_ids") {
    const ids = desk.taxIds.of(customer.account).filter((one) => one.customer === customer.id);
    return listInside(`${url}/tax_ids`, ids.map(viewTaxId));
  }
  if (field !== "tax") return undefined;
  const country = customer.address?.country ?? null;
  return {
    automatic_tax: country === null ? "unrecognized_location" : "supported",
    ip_address: null,
    location: country === null ? null : { country, source: "billing_address", state: null },
    provider: "stripe",
  };
}

export function viewTaxId({ account: _, ...taxId }: TaxId): Wire {
  return {
    ...taxId,
    object: "tax_id",
    country: taxId.value.slice(0, 2).toUpperCase(),
    customer_account: null,
    livemode: false,
    owner: { type: "customer", customer: taxId.customer },
    verification: { status: "unavailable", verified_address: null, verified_name: null },
  };
}

export function viewBalanceChange({ account: _, ...change }: BalanceChange): Wire {
  return {
    ...change,
    object: "customer_balance_transaction",
    checkout_session: null,
    credit_note: null,
    customer_account: null,
    livemode: false,
  };
}

function isOngoing(status: string): boolean {
  return status !== "canceled" && status !== "incomplete_expired";
}

function isDelinquent(desk: Desk, customer: Customer): boolean {
  return desk.invoices
    .of(customer.account)
    .some((one) => one.customer === customer.id && one.status === "open" && one.attempt_count > 0);
}
