import { type Market, openMarket } from "../market";
import { divideHalfEven, usdToMicros } from "../money";
import { EVERYONE } from "../scope";
import type { Store } from "../store";

const MICROS = 1_000_000n;

/** Units for one euro as published for 2026-10-06; every later day keeps them until changed. */
const published: Readonly<Record<string, string>> = {
  USD: "1.1269",
  GBP: "0.8488",
  CNY: "7.5554",
  INR: "108.6615",
};

/** The European Central Bank's reference rates; their "prices" are units of a currency for one euro. */
export function openRates(store: Store): Market {
  return openMarket(
    store,
    "ecb",
    Object.entries(published).map(([currency, rate]) => ({
      id: currency,
      title: `1 EUR in ${currency}`,
      usdPerHour: usdToMicros(rate),
      stock: {},
    })),
  );
}

/** Millionths of a euro as millionths of a dollar at the rate of now. */
export function eurosInDollars(rates: Market, euros: bigint): bigint {
  return divideHalfEven(euros * rates.price("USD", EVERYONE), MICROS);
}
