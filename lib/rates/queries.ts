import { db, type Tx } from "@/lib/db";
import type { Rates } from "./types";

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
