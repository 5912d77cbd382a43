import { discountOf } from "../billing/totals";
import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Invoice, InvoiceItem, Line } from "../records/invoice";

export function viewLine(desk: Desk, invoice: Invoice, line: Line): Wire {
  return {
    id: line.id,
    object: "line_item",
    amount: line.amount,
    currency: invoice.currency,
    description: line.description,
    discount_amounts: line.discounts,
    discountable: !line.proration,
    discounts: line.discounts.map(({ discount }) => discount),
    invoice: invoice.id,
    livemode: false,
    metadata: {},
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: line.invoice_item,
        proration: line.proration,
        proration_details: { credited_items: null },
        subscription: line.subscription,
        subscription_item: line.subscription_item,
      },
    },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: pricingOf(desk, line),
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    subscription: line.subscription,
    subtotal: line.amount,
    taxes: viewTax(line),
  };
}

/** The tax on one line, as invoices and lines list it. */
export function viewTax(line: Line): Wire[] {
  if (!line.tax) return [];
  const { amount, rate, inclusive } = line.tax;
  return [
    {
      amount,
      tax_behavior: inclusive ? "inclusive" : "exclusive",
      tax_rate_details: { tax_rate: rate },
      taxability_reason: "standard_rated",
      taxable_amount: line.amount - discountOf(line) - (inclusive ? amount : 0),
      type: "tax_rate_details",
    },
  ];
}

export function viewInvoiceItem(desk: Desk, item: InvoiceItem): Wire {
  const { line } = item;
  return {
    id: item.id,
    object: "invoiceitem",
    amount: line.amount,
    currency: item.currency,
    customer: item.customer,
    customer_account: null,
    date: item.created,
    description: line.description,
    discountable: false,
    discounts: [],
    invoice: item.invoice,
    livemode: false,
    metadata: {},
    parent: {
      type: "subscription_details",
      subscription_details: {
        subscription: item.subscription,
        subscription_item: line.subscription_item,
      },
    },
    period: line.period,
    pricing: pricingOf(desk, line),
    proration: line.proration,
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    tax_rates: [],
    test_clock: null,
  };
}

function pricingOf(desk: Desk, line: Line): Wire {
  const price = desk.prices.any(line.price);
  return {
    type: "price_details",
    price_details: { price: line.price, product: price?.product ?? "" },
    unit_amount_decimal: String(price?.unit_amount ?? 0),
  };
}
