import type { Desk } from "../desk";
import type { Price } from "../records/catalog";
import type { Line } from "../records/invoice";
import type { Item, Span } from "../records/subscription";
import { dateOf, moneyOf } from "../words";

interface Owner {
  account: string;
  id: string;
}

/** A whole period of each item, paid in advance. */
export function periodLines(desk: Desk, owner: Owner, items: Item[], period: Span): Line[] {
  return items.map((item) => {
    const price = priceOf(desk, item);
    const each = price.recurring ? ` / ${price.recurring.interval}` : "";
    const at = `${moneyOf(price.unit_amount, price.currency)}${each}`;
    return lineOf(desk, owner, item, {
      amount: price.unit_amount * item.quantity,
      description: `${item.quantity} × ${nameOf(desk, price)} (at ${at})`,
      period,
      proration: false,
    });
  });
}

/** A free period, as the first invoice of a trial lists it. */
export function trialLines(desk: Desk, owner: Owner, items: Item[], period: Span): Line[] {
  return items.map((item) =>
    lineOf(desk, owner, item, {
      amount: 0,
      description: `Trial period for ${nameOf(desk, priceOf(desk, item))}`,
      period,
      proration: false,
    }),
  );
}

/** Credit for what is left of the period, exact to the second and rounded once. */
export function unusedLines(
  desk: Desk,
  owner: Owner,
  items: Item[],
  period: Span,
  at: number,
): Line[] {
  return items.map((item) => restLine(desk, owner, item, period, at, -1));
}

/** The charge for what is left of the period. */
export function remainingLines(
  desk: Desk,
  owner: Owner,
  items: Item[],
  period: Span,
  at: number,
): Line[] {
  return items.map((item) => restLine(desk, owner, item, period, at, 1));
}

function restLine(
  desk: Desk,
  owner: Owner,
  item: Item,
  period: Span,
  at: number,
  sign: 1 | -1,
): Line {
  const price = priceOf(desk, item);
  const whole = price.unit_amount * item.quantity;
  const left = (whole * (period.end - at)) / (period.end - period.start);
  const quantity = item.quantity === 1 ? "" : `${item.quantity} × `;
  return lineOf(desk, owner, item, {
    amount: sign * Math.round(left),
    description: `${sign < 0 ? "Unused" : "Remaining"} time on ${quantity}${nameOf(desk, price)} after ${dateOf(at)}`,
    period: { start: at, end: period.end },
    proration: true,
  });
}

function lineOf(
  desk: Desk,
  owner: Owner,
  item: Item,
  rest: Pick<Line, "amount" | "description" | "period" | "proration">,
): Line {
  return {
    ...rest,
    id: desk.mint(owner.account, "il"),
    price: item.price,
    quantity: item.quantity,
    subscription: owner.id,
    subscription_item: item.id,
    invoice_item: null,
    discounts: [],
    tax: null,
  };
}

export function priceOf(desk: Desk, { price: id }: Pick<Item, "price">): Price {
  const price = desk.prices.any(id);
  if (!price) throw new Error(`no price ${id}`);
  return price;
}

function nameOf(desk: Desk, price: Price): string {
  return desk.products.any(price.product)?.name ?? price.product;
}
