import { divideHalfEven, type Micros, microsFromDecimal } from "@/lib/money";

const DOLLAR: Micros = 1_000_000n;

/**
 * A price for people, from dollars as a decimal string: three significant digits under $1
 * ("$0.0218"), two decimals above ("$98.32"). Rounded once, half to even. Text that is no decimal
 * gives null.
 */
export function formatPrice(decimal: string): string | null {
  const micros = microsFromDecimal(decimal);
  if (micros === null) return null;
  const size = micros < 0n ? -micros : micros;
  const digits = size === 0n || size >= DOLLAR ? 2 : decimalsForThreeDigits(size);
  return withSign(micros, fixed(size, digits));
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

function withSign(micros: Micros, text: string): string {
  return `${micros < 0n ? "−" : ""}$${text}`;
}
