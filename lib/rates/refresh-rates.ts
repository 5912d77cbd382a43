import { asWorker, type Tx } from "@/lib/db";
import { log } from "@/lib/log";
import { fetchRates } from "./ecb";
import { judgeRates } from "./judge-rates";
import { expectedDay } from "./policy";
import { latestRates } from "./queries";
import type { Rates } from "./types";

export type RatesRefresh =
  | { readonly kind: "saved"; readonly day: string }
  /** Those that should be out by now are known; nobody was asked. */
  | { readonly kind: "current" }
  /** The known ones stay. */
  | { readonly kind: "kept"; readonly reason: string };

/**
 * Brings the exchange rates up to date: asks only while the newest that should be out are missing,
 * and keeps what is known where the answer cannot be believed. Twice is the same as once.
 */
export async function refreshRates({
  now,
  signal,
}: {
  readonly now: Date;
  readonly signal?: AbortSignal;
}): Promise<RatesRefresh> {
  const known = await latestRates();
  if (known.day >= expectedDay(now)) return { kind: "current" };
  const fetched = await fetchRates(signal);
  if (fetched.kind === "failed") return keep(fetched.failure, known);
  const verdict = judgeRates(fetched.rates, known, now);
  if (verdict.kind === "keep") return keep(verdict.reason, known);
  await asWorker((tx) => saveRates(tx, verdict.rates));
  log.info("exchange rates saved", { day: verdict.rates.day });
  return { kind: "saved", day: verdict.rates.day };
}

function keep(reason: string, { day }: Rates): RatesRefresh {
  log.warn("exchange rates not refreshed", { reason, day });
  return { kind: "kept", reason };
}

async function saveRates(tx: Tx, { day, perEuro }: Rates): Promise<void> {
  const rows = Object.entries(perEuro).map(([currency, rate]) => ({ currency, rate }));
  await tx.$executeRaw`
    INSERT INTO currency_rate (day, currency, per_euro)
    SELECT ${day}::date, currency, rate::numeric
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (currency text, rate text)
    ON CONFLICT (day, currency) DO UPDATE SET per_euro = excluded.per_euro`;
}
