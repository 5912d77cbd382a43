import { createHash } from "node:crypto";
import type { PaymentMethod } from "../records/payment";

export interface Decline {
  code: string;
  declineCode: string | null;
  message: string;
}

/** What the bank says to a charge. */
export type Verdict =
  | { kind: "paid"; disputed: boolean }
  | { kind: "declined"; decline: Decline }
  | { kind: "confirm" }
  | { kind: "later"; well: boolean };

const declined = (declineCode: string | null, message: string, code = "card_declined") => ({
  code,
  declineCode,
  message,
});
const GENERIC = declined("generic_decline", "Your card was declined.");
const POOR = declined("insufficient_funds", "Your card has insufficient funds.");
const NO_TEST_CARD = declined(
  "test_mode_live_card",
  "Your card was declined. Your request was in test mode, but used a non test card.",
);

/** The test cards whose charges are refused; see the README. */
const REFUSED: Readonly<Record<string, Decline>> = {
  "4000000000000002": GENERIC,
  "4000000000000341": GENERIC,
  "4000000000009995": POOR,
  "4000000000009987": declined("lost_card", "Your card was declined."),
  "4000000000009979": declined("stolen_card", "Your card was declined."),
  "4000000000000069": declined(null, "Your card has expired.", "expired_card"),
  "4000000000000127": declined(null, "Your card's security code is incorrect.", "incorrect_cvc"),
  "4000000000000119": declined(
    null,
    "An error occurred while processing your card. Try again in a little bit.",
    "processing_error",
  ),
};

/** These are refused when they are charged, not when they are saved. */
const SAVED_ALL_THE_SAME = new Set(["4000000000000341"]);
const CONFIRMED_ONCE = "4000002500003155";
const CONFIRMED_EACH_TIME = new Set(["4000002760003184", "4000000000003220"]);
const CONFIRMED_THEN_POOR = "4000008260003178";
const DISPUTED = "4000000000000259";
const GOOD = new Set([
  "4242424242424242",
  "4000056655665556",
  "5555555555554444",
  "5200828282828210",
  "378282246310005",
  "6011111111111117",
  "3566002020360505",
  "4000002760000016",
  "4000008260000000",
  "4000001560000002",
]);

export const GOOD_ACCOUNT = "000123456789";
export const FAILING_ACCOUNT = "000111111116";

/** Why a number can be no card at all. */
export function misprint(number: string): Decline | undefined {
  if (/^\d{12,19}$/.test(number) && hasRightCheckDigit(number)) return undefined;
  return declined(null, "Your card number is incorrect.", "incorrect_number");
}

/** What happens when a card is saved for later: nothing, a refusal, or its holder is asked. */
export function savingVerdict(method: PaymentMethod, confirmed: boolean): Verdict {
  const { number, type } = method;
  if (type !== "card") return { kind: "paid", disputed: false };
  const refusal = SAVED_ALL_THE_SAME.has(number) ? undefined : refusalOf(number);
  if (refusal) return { kind: "declined", decline: refusal };
  const asks =
    number === CONFIRMED_ONCE || number === CONFIRMED_THEN_POOR || CONFIRMED_EACH_TIME.has(number);
  return asks && !confirmed ? { kind: "confirm" } : { kind: "paid", disputed: false };
}

/** What happens when it is charged; `confirmed` when its holder has just agreed to this charge. */
export function chargingVerdict(method: PaymentMethod, confirmed: boolean): Verdict {
  const { number, type, set_up: setUp } = method;
  if (type !== "card") return { kind: "later", well: number !== FAILING_ACCOUNT };
  const refusal = refusalOf(number);
  if (refusal) return { kind: "declined", decline: refusal };
  if (number === CONFIRMED_THEN_POOR) {
    return confirmed || setUp ? { kind: "declined", decline: POOR } : { kind: "confirm" };
  }
  if (number === CONFIRMED_ONCE && !confirmed && !setUp) return { kind: "confirm" };
  if (CONFIRMED_EACH_TIME.has(number) && !confirmed) return { kind: "confirm" };
  return { kind: "paid", disputed: number === DISPUTED };
}

function refusalOf(number: string): Decline | undefined {
  const known = REFUSED[number];
  if (known) return known;
  const confirmable =
    number === CONFIRMED_ONCE || number === CONFIRMED_THEN_POOR || CONFIRMED_EACH_TIME.has(number);
  return confirmable || GOOD.has(number) || number === DISPUTED ? undefined : NO_TEST_CARD;
}

/** The same for the same number, and telling nothing about it. */
export function fingerprintOf(number: string): string {
  return createHash("sha256").update(`fingerprint ${number}`).digest("base64url").slice(0, 16);
}

export function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return "amex";
  if (/^35/.test(number)) return "jcb";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard";
  if (/^6/.test(number)) return "discover";
  return "visa";
}

function hasRightCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, sign, index) => {
    const digit = Number(sign) * (index % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
