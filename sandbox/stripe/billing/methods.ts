import type { Desk } from "../desk";
import type { PaymentMethod } from "../records/payment";
import { viewPaymentMethod } from "../views/payment";
import { emit } from "../webhooks/emit";
import { brandOf, fingerprintOf } from "./cards";

/** Stripe's names for test cards, as the API takes them where no card field is. */
const NAMED: Readonly<Record<string, string>> = {
  visa: "4242424242424242",
  mastercard: "5555555555554444",
  amex: "378282246310005",
  chargeDeclined: "4000000000000002",
  chargeDeclinedInsufficientFunds: "4000000000009995",
  chargeCustomerFail: "4000000000000341",
  authenticationRequired: "4000002760003184",
  authenticationRequiredOnSetup: "4000002500003155",
  authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
  createDispute: "4000000000000259",
};

/** The card number behind `pm_card_visa` or `tok_visa`. */
export function namedNumber(id: string): string | undefined {
  return NAMED[id.replace(/^(pm_card_|tok_)/, "")];
}

export interface NewMethod {
  number: string;
  type?: PaymentMethod["type"];
  expMonth?: number;
  expYear?: number;
  billing?: Partial<PaymentMethod["billing"]>;
  metadata?: Record<string, string>;
}

/** Makes a card or a bank account, not yet anybody's. */
export function makeMethod(desk: Desk, account: string, given: NewMethod): PaymentMethod {
  const { number, type = "card" } = given;
  const last4 = number.slice(-4);
  const fingerprint = fingerprintOf(number);
  const year = new Date(desk.now() * 1_000).getUTCFullYear();
  return desk.paymentMethods.put({
    id: desk.mint(account, "pm"),
    account,
    created: desk.now(),
    customer: null,
    type,
    card:
      type === "card"
        ? {
            brand: brandOf(number),
            last4,
            country: number.startsWith("4000002500") || number.startsWith("40000082") ? "FR" : "US",
            funding: "credit",
            exp_month: given.expMonth ?? 12,
            exp_year: given.expYear ?? year + 4,
            fingerprint,
          }
        : null,
    bank: type === "card" ? null : { last4, fingerprint },
    number,
    set_up: false,
    billing: { email: null, name: null, address: null, ...given.billing },
    metadata: given.metadata ?? {},
  });
}

/** Gives a payment method to a customer; `setUp` when its holder agreed to later charges. */
export function attachMethod(
  desk: Desk,
  method: PaymentMethod,
  customer: string,
  setUp: boolean,
): PaymentMethod {
  const attached = desk.paymentMethods.put({
    ...method,
    customer,
    set_up: method.set_up || setUp,
  });
  emit(desk, method.account, "payment_method.attached", viewPaymentMethod(attached));
  return attached;
}
