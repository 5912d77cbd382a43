import type { Desk } from "../desk";
import type { Price } from "../records/catalog";
import type { Session } from "../records/hosted";

export interface QuoteRow {
  id: string;
  price: Price;
  quantity: number;
  subtotal: number;
  discount: number;
}

export interface Quote {
  rows: QuoteRow[];
  subtotal: number;
  discount: number;
  tax: number;
  total: number;
}

/** What a checkout page asks for today; nothing during a trial. Once it is paid, what was charged. */
export function quoteOf(desk: Desk, session: Session): Quote {
  const [wanted] = session.discounts;
  const code = desk.promotionCodes.any(wanted?.promotion_code ?? "");
  const coupon = desk.coupons.any(wanted?.coupon ?? code?.coupon ?? "");
  let left = coupon?.amount_off ?? 0;
  const trial = hasTrial(session);
  const rows = session.line_items.flatMap(({ id, price: priceId, quantity }) => {
    const price = desk.prices.any(priceId);
    if (!price) return [];
    const subtotal = trial ? 0 : price.unit_amount * quantity;
    const percent = coupon?.percent_off ?? null;
    const discount =
      percent === null ? Math.min(left, subtotal) : Math.round((subtotal * percent) / 100);
    left -= percent === null ? discount : 0;
    return [{ id, price, quantity, subtotal, discount }];
  });
  const subtotal = rows.reduce((sum, row) => sum + row.subtotal, 0);
  const discount = rows.reduce((sum, row) => sum + row.discount, 0);
  const tax = taxOf(desk, session);
  return { rows, subtotal, discount, tax, total: subtotal - discount + tax };
}

export function hasTrial({ subscription_data: data }: Session): boolean {
  return data.trial_end !== null || data.trial_period_days !== null;
}

function taxOf(desk: Desk, session: Session): number {
  const lines = desk.invoices.any(session.invoice ?? "")?.lines ?? [];
  return lines.reduce((sum, { tax }) => sum + (tax && !tax.inclusive ? tax.amount : 0), 0);
}
