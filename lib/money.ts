/** Money is whole micro-dollars: 1 USD = 1,000,000. */
export type Micros = bigint;

const MICROS_PER_UNIT = 1_000_000n;
const MS_PER_HOUR = 3_600_000n;
const decimalPattern = /^(-?)(\d{1,15})(?:\.(\d{1,30}))?$/;

/** Divides and rounds once, half to even. The divisor must be positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const away = dividend < 0n ? -1n : 1n;
  if (twice > divisor) return quotient + away;
  if (twice < divisor) return quotient;
  return quotient % 2n === 0n ? quotient : quotient + away;
}

/** Reads a plain decimal ("2.397") of dollars as micro-dollars, or so many times it; `null` if it is not one. */
export function microsFromDecimal(text: string, times = 1n): Micros | null {
  const match = decimalPattern.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const scale = 10n ** BigInt(fraction.length);
  const units = BigInt(whole) * scale + BigInt(fraction === "" ? "0" : fraction);
  const micros = divideHalfEven(units * times * MICROS_PER_UNIT, scale);
  return sign === "-" ? -micros : micros;
}

/**
 * A JSON number of dollars as micro-dollars, or so many times it, read through its shortest decimal and
 * rounded once; `null` if not finite.
 */
export function microsFromNumber(value: number, times = 1n): Micros | null {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  return microsFromDecimal(text.includes("e") ? value.toFixed(12) : text, times);
}

/** The decimal string that goes over the wire: "2.397", "0.5", "12". */
export function microsToDecimal(micros: Micros): string {
  const absolute = micros < 0n ? -micros : micros;
  const whole = absolute / MICROS_PER_UNIT;
  const fraction = (absolute % MICROS_PER_UNIT).toString().padStart(6, "0").replace(/0+$/, "");
  return `${micros < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Cost of running `milliseconds` at an hourly rate, rounded once. */
export function costOfDuration(ratePerHourMicros: Micros, milliseconds: number): Micros {
  return divideHalfEven(ratePerHourMicros * BigInt(Math.round(milliseconds)), MS_PER_HOUR);
}
