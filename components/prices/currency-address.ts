import { type DisplayCurrency, displayCurrencies } from "@/lib/rates/types";

const NAME = "currency";

/** The currency an address asks for; dollars where it names none that we show. */
export function readCurrency(search: string): DisplayCurrency {
  const asked = new URLSearchParams(search).get(NAME)?.toUpperCase();
  return displayCurrencies.find((one) => one === asked) ?? "USD";
}

/** The same search with another currency; dollars need no word. */
export function withCurrency(search: string, currency: DisplayCurrency): string {
  const params = new URLSearchParams(search);
  if (currency === "USD") params.delete(NAME);
  else params.set(NAME, currency);
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
