import type { Book, Kept } from "../books";
import type { Desk } from "../desk";
import type { Wire } from "../object";
import {
  viewCoupon,
  viewDiscount,
  viewPrice,
  viewProduct,
  viewPromotionCode,
} from "../views/catalog";
import { chargeExtra, viewCharge, viewDispute, viewRefund } from "../views/charge";
import { customerExtra, viewCustomer } from "../views/customer";
import { invoiceExtra, viewInvoice } from "../views/invoice";
import { viewPaymentIntent, viewPaymentMethod, viewSetupIntent } from "../views/payment";
import { viewConfiguration } from "../views/portal";
import { sessionExtra } from "../views/session";
import { viewSchedule, viewSubscription } from "../views/subscription";

type Find = (desk: Desk, account: string, id: string) => Wire | undefined;

const by =
  <T extends Kept>(bookOf: (desk: Desk) => Book<T>, view: (desk: Desk, record: T) => Wire): Find =>
  (desk, account, id) => {
    const found = bookOf(desk).find(account, id);
    return found && view(desk, found);
  };

/** What an id stands for, by what it begins with. */
const BY_PREFIX: Readonly<Record<string, Find>> = {
  cus: by((desk) => desk.customers, viewCustomer),
  sub: by((desk) => desk.subscriptions, viewSubscription),
  sub_sched: by((desk) => desk.schedules, viewSchedule),
  in: by((desk) => desk.invoices, viewInvoice),
  pi: by((desk) => desk.paymentIntents, viewPaymentIntent),
  seti: by(
    (desk) => desk.setupIntents,
    (_, one) => viewSetupIntent(one),
  ),
  pm: by(
    (desk) => desk.paymentMethods,
    (_, one) => viewPaymentMethod(one),
  ),
  ch: by((desk) => desk.charges, viewCharge),
  re: by(
    (desk) => desk.refunds,
    (_, one) => viewRefund(one),
  ),
  dp: by(
    (desk) => desk.disputes,
    (_, one) => viewDispute(one),
  ),
  price: by(
    (desk) => desk.prices,
    (_, one) => viewPrice(one),
  ),
  promo: by(
    (desk) => desk.promotionCodes,
    (_, one) => viewPromotionCode(one),
  ),
  di: by(
    (desk) => desk.discounts,
    (_, one) => viewDiscount(one),
  ),
  bpc: by(
    (desk) => desk.configurations,
    (_, one) => viewConfiguration(one),
  ),
};

/** Sellers may choose these ids, so their fields tell what they are. */
const BY_FIELD: Readonly<Record<string, Find>> = {
  product: by(
    (desk) => desk.products,
    (_, one) => viewProduct(one),
  ),
  coupon: by((desk) => desk.coupons, viewCoupon),
};

/** The object an id in a field stands for. */
export function resolve(desk: Desk, account: string, field: string, id: string): Wire | undefined {
  const find = BY_FIELD[field] ?? BY_PREFIX[id.slice(0, id.lastIndexOf("_"))];
  return find?.(desk, account, id);
}

/** A field an object has only when it is asked for. */
export function extraOf(desk: Desk, account: string, holder: Wire, field: string): unknown {
  const id = typeof holder.id === "string" ? holder.id : "";
  switch (holder.object) {
    case "customer": {
      const customer = desk.customers.find(account, id);
      return customer && customerExtra(desk, customer, field);
    }
    case "invoice": {
      const invoice = desk.invoices.find(account, id);
      return invoice && invoiceExtra(desk, invoice, field);
    }
    case "charge": {
      const charge = desk.charges.find(account, id);
      return charge && chargeExtra(desk, charge, field);
    }
    case "checkout.session": {
      const session = desk.sessions.find(account, id);
      return session && sessionExtra(desk, session, field);
    }
    case "coupon":
      return field === "applies_to" ? { products: [] } : undefined;
    default:
      return undefined;
  }
}
