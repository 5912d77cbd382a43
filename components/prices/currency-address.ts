import { type DisplayCurrency, displayCurrencies } from "@/lib/rates/types";

const NAME = "currency";

/** The currency an address asks for; null where it names none that we show. */
export function readCurrency(search: string): DisplayCurrency | null {
  return toCurrency(new URLSearchParams(search).get(NAME));
}

/** A currency's name in any case; null for one that we do not show prices in. */
export function toCurrency(text: string | null): DisplayCurrency | null {
  const asked = text?.toUpperCase();
  return displayCurrencies.find((one) => one === asked) ?? null;
}

/** The same search with another currency; dollars need no word. */
export function withCurrency(search: string, currency: DisplayCurrency): string {
  const params = new URLSearchParams(search);
  if (currency === "USD") params.delete(NAME);
  else params.set(NAME, currency);
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
