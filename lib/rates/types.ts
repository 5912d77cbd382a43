/** What one euro is worth on a day, by the European Central Bank; EUR itself is 1. */
export interface Rates {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Units of the currency for one euro, as published. */
  readonly perEuro: Readonly<Record<string, string>>;
}
