import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { CurrencyProvider } from "@/components/prices/currency";
import { readCurrency, withCurrency } from "@/components/prices/currency-address";
import { CurrencySwitch } from "@/components/prices/currency-switch";
import { Price } from "@/components/prices/price";
import { formatPrice, formatPriceIn } from "@/lib/format/money";
import messages from "@/messages/en.json";

const rates = { day: "2026-10-06", perDollar: { EUR: "0.887390185", CNY: "6.704587807" } };

it("shows dollars, euros and yuan, rounded once from the dollars", () => {
  const shown = (["USD", "EUR", "CNY"] as const).map((currency) =>
    formatPriceIn("2.5", { currency, rates }),
  );
  expect(shown).toEqual(["$2.50", "€2.22", "¥16.76"]);
  expect(formatPriceIn("0.0218", { currency: "EUR", rates })).toBe("€0.0193");
  expect(formatPriceIn("-0.25", { currency: "CNY", rates })).toBe("−¥1.68");
  expect(formatPriceIn("98765.4321", { currency: "CNY", rates })).toBe("¥662,181.51");
  expect(formatPriceIn("free", { currency: "CNY", rates })).toBeNull();
});

it("shows dollars as dollars where there are no rates", () => {
  expect(formatPriceIn("2.5", { currency: "EUR", rates: null })).toBe(formatPrice("2.5"));
});

it("reads the currency from the address, and leaves the rest of the address alone", () => {
  expect(readCurrency("?q=h100&currency=EUR")).toBe("EUR");
  expect(readCurrency("?currency=cny")).toBe("CNY");
  for (const search of [
    "",
    "?currency=",
    "?currency=GBP",
    "?currency=%00",
    "?currency=constructor",
  ])
    expect(readCurrency(search)).toBeNull();
  expect(withCurrency("?q=h100", "EUR")).toBe("?q=h100&currency=EUR");
  expect(withCurrency("?currency=EUR&q=h100", "USD")).toBe("?q=h100");
  expect(withCurrency("?currency=EUR", "USD")).toBe("");
});

const page = (part: React.ReactNode) =>
  renderToString(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {part}
    </NextIntlClientProvider>,
  );

it("writes dollars into the page's HTML, with or without rates around", () => {
  const price = <Price value="2.5" />;
  expect(page(price)).toContain("$2.50");
  expect(page(<CurrencyProvider rates={rates}>{price}</CurrencyProvider>)).toContain("$2.50");
  expect(page(<Price value={null} absence="sold out" />)).toContain("sold out");
});

it("offers dollars alone and says why while the rates are old", () => {
  const choices = (html: string) => [...html.matchAll(/type="radio"/g)].length;
  const good = page(
    <CurrencyProvider rates={rates}>
      <CurrencySwitch />
    </CurrencyProvider>,
  );
  expect(choices(good)).toBe(3);
  expect(good).toContain("Rates of 6 Oct 2026");
  const old = page(
    <CurrencyProvider rates={null}>
      <CurrencySwitch />
    </CurrencyProvider>,
  );
  expect(choices(old)).toBe(1);
  expect(old).toContain("more than four days old");
});
