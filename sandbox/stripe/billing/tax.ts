import type { Desk } from "../desk";
import type { Customer } from "../records/customer";
import type { Line } from "../records/invoice";
import { discountOf } from "./totals";

/** Percent by country, as this sandbox's tax office knows them; elsewhere nothing is due. */
const PERCENT: Readonly<Record<string, number>> = {
  AT: 20,
  AU: 10,
  CH: 8.1,
  CN: 6,
  DE: 19,
  ES: 21,
  FR: 20,
  GB: 20,
  IE: 23,
  IN: 18,
  IT: 22,
  JP: 10,
  NL: 21,
  SE: 25,
  SG: 9,
};

/** Puts the tax of the customer's country on each line, rounded line by line. */
export function taxed(desk: Desk, lines: Line[], customer: Customer, automatic: boolean): Line[] {
  const country = customer.address?.country?.toUpperCase() ?? "";
  const percent = customer.tax_exempt === "none" ? (PERCENT[country] ?? 0) : 0;
  if (!automatic || country === "") return lines;
  return lines.map((line) => {
    const inclusive = desk.prices.any(line.price)?.tax_behavior === "inclusive";
    const net = line.amount - discountOf(line);
    const amount = Math.round((net * percent) / (inclusive ? 100 + percent : 100));
    const rate = rateOf(desk, customer.account, country, percent, inclusive);
    return { ...line, tax: { amount, rate, inclusive } };
  });
}

function rateOf(
  desk: Desk,
  account: string,
  country: string,
  percentage: number,
  inclusive: boolean,
): string {
  const known = desk.taxRates
    .of(account)
    .find(
      (one) =>
        one.country === country && one.percentage === percentage && one.inclusive === inclusive,
    );
  if (known) return known.id;
  const id = desk.mint(account, "txr");
  desk.taxRates.put({ id, account, created: desk.now(), country, percentage, inclusive });
  return id;
}
