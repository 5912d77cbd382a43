const MICROS = 1_000_000n;

/** Whole micro-dollars of a decimal dollar amount such as 0.44 or "12.345678". */
export function usdToMicros(usd: number | string): bigint {
  const text = typeof usd === "number" ? usd.toFixed(6) : usd.trim();
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) throw new Error(`not a dollar amount: ${text}`);
  const [, sign, whole = "0", fraction = ""] = match;
  const micros = BigInt(whole) * MICROS + BigInt(fraction.padEnd(6, "0"));
  return sign === "-" ? -micros : micros;
}

/** A decimal dollar string without trailing zeros, at least two decimals: 440000n is "0.44". */
export function microsToUsd(micros: bigint): string {
  const sign = micros < 0n ? "-" : "";
  const size = micros < 0n ? -micros : micros;
  const fraction = (size % MICROS)
    .toString()
    .padStart(6, "0")
    .replace(/0{1,4}$/, "");
  return `${sign}${size / MICROS}.${fraction}`;
}

/** The number a wire shows for an amount; exact to the micro-dollar for every price there is. */
export function microsToNumber(micros: bigint): number {
  return Number(micros) / 1_000_000;
}

/** `amount / by`, half to even, for amounts and divisors that are not negative. */
export function divideHalfEven(amount: bigint, by: bigint): bigint {
  const quotient = amount / by;
  const twice = (amount % by) * 2n;
  if (twice > by) return quotient + 1n;
  if (twice < by) return quotient;
  return quotient % 2n === 0n ? quotient : quotient + 1n;
}
