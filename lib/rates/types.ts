/** What one euro is worth on a day, by the European Central Bank; EUR itself is 1. */
export interface Rates {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Units of the currency for one euro, as published. */
  readonly perEuro: Readonly<Record<string, string>>;
}

/** Currencies in which a reader may see prices; every price is kept in dollars. */
export const displayCurrencies = ["USD", "EUR", "CNY"] as const;
export type DisplayCurrency = (typeof displayCurrencies)[number];

/** What the browser needs to show dollars in another currency. */
export interface DisplayRates {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Units of the currency for one dollar, a decimal. */
  readonly perDollar: Readonly<Record<Exclude<DisplayCurrency, "USD">, string>>;
}
