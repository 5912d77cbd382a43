import type { Desk } from "../desk";
import type { Customer } from "../records/customer";
import type { Invoice } from "../records/invoice";
import { saveCustomer } from "../saving";

export function customerOf(desk: Desk, id: string): Customer {
  const customer = desk.customers.any(id);
  if (!customer) throw new Error(`no customer ${id}`);
  return customer;
}

/** Changes what a customer has to their credit, with a line in their book of changes. */
export function moveBalance(
  desk: Desk,
  invoice: Pick<Invoice, "id" | "currency"> | null,
  customer: Customer,
  balance: number,
): void {
  if (balance === customer.balance) return;
  const { account, id } = customer;
  desk.balanceChanges.put({
    id: desk.mint(account, "cbtxn"),
    account,
    created: desk.now(),
    customer: id,
    amount: balance - customer.balance,
    currency: invoice?.currency ?? customer.currency ?? "usd",
    ending_balance: balance,
    invoice: invoice?.id ?? null,
    type: invoice ? "applied_to_invoice" : "adjustment",
    description: null,
    metadata: {},
  });
  saveCustomer(desk, id, { balance });
}
