import { divideHalfEven, type Micros, microsFromDecimal } from "@/lib/money";
import type { DisplayCurrency, DisplayRates } from "@/lib/rates/types";

const ONE: Micros = 1_000_000n;

const signs: Readonly<Record<DisplayCurrency, string>> = { USD: "$", EUR: "€", CNY: "¥" };

/**
 * A price for people, from dollars as a decimal string: three significant digits under $1
 * ("$0.0218"), two decimals above ("$98.32"). Rounded once, half to even. Text that is no decimal
 * gives null.
 */
export function formatPrice(decimal: string): string | null {
  return formatPriceIn(decimal, { currency: "USD", rates: null });
}

/** The same in a reader's currency; without rates for it, in dollars. */
export function formatPriceIn(
  decimal: string,
  { currency, rates }: { readonly currency: DisplayCurrency; readonly rates: DisplayRates | null },
): string | null {
  const dollars = microsFromDecimal(decimal);
  if (dollars === null) return null;
  const perDollar = currency === "USD" || !rates ? null : rates.perDollar[currency];
  const micros = perDollar === null ? dollars : times(dollars, perDollar);
  const size = micros < 0n ? -micros : micros;
  const digits = size === 0n || size >= ONE ? 2 : decimalsForThreeDigits(size);
  return withSign(micros, fixed(size, digits), perDollar === null ? "USD" : currency);
}

/** An amount times a decimal of at most nine places, rounded once. */
function times(amount: Micros, decimal: string): Micros {
  const [whole = "0", fraction = ""] = decimal.split(".");
  const billionths = BigInt(whole + fraction.slice(0, 9).padEnd(9, "0"));
  return divideHalfEven(amount * billionths, 1_000_000_000n);
}

/** An amount of money to the cent, or to the whole micro-dollar where `exact` is asked. */
export function formatMoney(decimal: string): string | null {
  const micros = microsFromDecimal(decimal);
  if (micros === null) return null;
  return withSign(micros, fixed(micros < 0n ? -micros : micros, 2));
}

function decimalsForThreeDigits(size: Micros): number {
  const leadingZeros = 6 - size.toString().length;
  const decimals = Math.min(6, leadingZeros + 3);
  const rounded = divideHalfEven(size, 10n ** BigInt(6 - decimals));
  return rounded.toString().length > 3 ? decimals - 1 : decimals;
}

function fixed(size: Micros, decimals: number): string {
  const units = divideHalfEven(size, 10n ** BigInt(6 - decimals));
  const digits = units.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${digits.slice(digits.length - decimals)}`;
}

function withSign(micros: Micros, text: string, currency: DisplayCurrency = "USD"): string {
  return `${micros < 0n ? "−" : ""}${signs[currency]}${text}`;
}
