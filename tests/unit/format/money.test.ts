import { expect, it } from "vitest";
import { formatMoney, formatPrice } from "@/lib/format/money";

it.each([
  ["0.0218", "$0.0218"],
  ["0.5", "$0.500"],
  ["0.123456", "$0.123"],
  ["0.000451", "$0.000451"],
  ["0.000004", "$0.000004"],
  ["0.9994", "$0.999"],
  ["0.9996", "$1.00"],
  ["0.09996", "$0.100"],
])("writes a price under a dollar with three significant digits: %s as %s", (price, text) => {
  expect(formatPrice(price)).toBe(text);
});

it.each([
  ["1", "$1.00"],
  ["1.995", "$2.00"],
  ["1.985", "$1.98"],
  ["98.32", "$98.32"],
  ["1234567.891", "$1,234,567.89"],
])("writes a price from a dollar on with two decimals: %s as %s", (price, text) => {
  expect(formatPrice(price)).toBe(text);
});

it("writes nothing at all as nothing and a refund with a real minus sign", () => {
  expect(formatPrice("0")).toBe("$0.00");
  expect(formatPrice("-0.25")).toBe("−$0.250");
});

it.each(["", "free", "1e3", "NaN", "1,5"])("does not guess what %j costs", (text) => {
  expect(formatPrice(text)).toBeNull();
  expect(formatMoney(text)).toBeNull();
});

it("writes an amount of money to the cent", () => {
  expect(formatMoney("0.0218")).toBe("$0.02");
  expect(formatMoney("12.5")).toBe("$12.50");
});
