import type { Invoice, Line } from "../records/invoice";

export interface Totals {
  subtotal: number;
  discount: number;
  /** Tax on top of the prices, and tax they include. */
  tax: number;
  included: number;
  total: number;
  due: number;
  remaining: number;
}

/** What the lines of an invoice come to, in the smallest unit of its currency. */
export function totalsOf(
  invoice: Pick<Invoice, "lines" | "starting_balance" | "amount_paid" | "status" | "credited">,
): Totals {
  const { lines } = invoice;
  const subtotal = sum(lines, ({ amount }) => amount);
  const discount = sum(lines, discountOf);
  const tax = sum(lines, (line) => (line.tax?.inclusive === false ? line.tax.amount : 0));
  const included = sum(lines, (line) => (line.tax?.inclusive ? line.tax.amount : 0));
  const total = subtotal - discount + tax;
  const due = Math.max(0, total + invoice.starting_balance);
  const settled = invoice.status === "paid" || invoice.status === "void";
  const remaining = settled ? 0 : Math.max(0, due - invoice.amount_paid - invoice.credited);
  return { subtotal, discount, tax, included, total, due, remaining };
}

/** The customer's balance after an invoice: credit is used up first, a negative total becomes credit. */
export function balanceAfter(total: number, starting: number): number {
  return Math.min(0, total + starting);
}

export function discountOf(line: Line): number {
  return sum(line.discounts, ({ amount }) => amount);
}

function sum<T>(rows: T[], amount: (row: T) => number): number {
  return rows.reduce((total, row) => total + amount(row), 0);
}
