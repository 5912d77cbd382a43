import { db, type Tx } from "@/lib/db";
import { perDollar } from "./convert";
import { areRatesGood } from "./policy";
import type { DisplayRates, Rates } from "./types";

/** The newest rates known, however old; `day` says how old. */
export async function latestRates(tx?: Tx): Promise<Rates> {
  const rows = await (tx ?? db()).$queryRaw<{ day: string; currency: string; rate: string }[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, currency, trim_scale(per_euro)::text AS rate
    FROM currency_rate WHERE day = (SELECT max(day) FROM currency_rate)`;
  return {
    day: rows[0]?.day ?? "1970-01-01",
    perEuro: Object.fromEntries(rows.map(({ currency, rate }) => [currency, rate])),
  };
}

/** Rates to show prices by, or null while the newest are too old: then dollars alone. Public. */
export async function displayRates(now: Date): Promise<DisplayRates | null> {
  const rates = await latestRates();
  const [EUR, CNY] = [perDollar("EUR", rates), perDollar("CNY", rates)];
  if (EUR === null || CNY === null || !areRatesGood(rates.day, now)) return null;
  return { day: rates.day, perDollar: { EUR, CNY } };
}
