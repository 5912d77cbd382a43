import { asWorker, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { PriceList } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";
import { latestRates } from "@/lib/rates/queries";
import { claimRefresh, endRefresh, type LastGood } from "./claim-refresh";
import { type Fetched, fetchList } from "./fetch-list";
import { judgeOffers } from "./judge-offers";
import { normalizeOffers } from "./normalize";
import { saveOffers } from "./save-offers";
import { readSpellingRules } from "./spelling-rules";

/** After this long without a good list even a suspiciously short one is believed. */
const BELIEVE_SHORT_AFTER_MS = 24 * 3_600_000;

export type RefreshResult =
  | { readonly kind: "saved"; readonly offers: number; readonly pricePoints: number }
  | { readonly kind: "failed"; readonly failure: string }
  /** Another worker is at it, or took it over. */
  | { readonly kind: "elsewhere" };

/**
 * Fetches one provider's whole price list and saves it. A failed fetch, and one with fewer than
 * half of the last good list's kinds of machine, leaves every row as it is and marks the source.
 * Throws `not-found` for a provider without a price list, and for one that is never asked.
 */
export async function refreshProvider(
  providerId: string,
  { now, signal }: { readonly now: Date; readonly signal?: AbortSignal },
): Promise<RefreshResult> {
  const adapter = getProvider(providerId);
  if (!adapter.prices || adapter.meta.prices?.refreshEveryMs === 0) {
    throw new AppError("not-found", "providerUnknown");
  }
  if (!(await claimRefresh(providerId, now))) return { kind: "elsewhere" };
  const fetched = await fetchList(adapter, { signal });
  const result = await asWorker((tx) => save(tx, { providerId, now, fetched }));
  logResult(providerId, result, fetched);
  return result;
}

interface Refresh {
  readonly providerId: string;
  readonly now: Date;
  readonly fetched: Fetched;
}

async function save(tx: Tx, { providerId, now, fetched }: Refresh): Promise<RefreshResult> {
  const last = await endRefresh(tx, providerId, now);
  if (!last) return { kind: "elsewhere" };
  const failure = "failure" in fetched ? fetched.failure : shortness(fetched, last, now);
  if (failure !== null || "failure" in fetched) {
    await markFailed(tx, providerId, failure ?? "internal");
    return { kind: "failed", failure: failure ?? "internal" };
  }
  const rates = await latestRates(tx);
  const rules = await readSpellingRules(tx);
  const { offers, unknown, withoutRate } = normalizeOffers(fetched.offers, rates, rules);
  const judged = await judgeOffers(tx, { providerId, offers, rates });
  const pricePoints = await saveOffers(tx, { providerId, offers: judged, unknown, now });
  await tx.priceSource.update({
    where: { providerId },
    data: {
      state: "ok",
      failure: null,
      lastSuccessAt: now,
      rowCount: offers.length,
      skippedCount: fetched.skipped.length + withoutRate,
    },
  });
  return { kind: "saved", offers: offers.length, pricePoints };
}

/**
 * `short` when a list is too short to be believed. What counts are kinds of machine, since the
 * places that have one left come and go by the minute.
 */
function shortness(list: PriceList, last: LastGood, now: Date): "short" | null {
  const count = new Set(list.offers.map((offer) => offer.instanceType)).size;
  if (count === 0) return "short";
  const lastMs = last.lastSuccessAt?.getTime() ?? 0;
  if (now.getTime() - lastMs > BELIEVE_SHORT_AFTER_MS) return null;
  return count * 2 < last.typeCount ? "short" : null;
}

async function markFailed(tx: Tx, providerId: string, failure: string): Promise<void> {
  const state = failure === "short" || failure === "needs-key" ? failure : "failed";
  await tx.priceSource.update({ where: { providerId }, data: { state, failure } });
}

function logResult(providerId: string, result: RefreshResult, fetched: Fetched): void {
  if (result.kind === "failed") {
    const detail = "detail" in fetched ? fetched.detail : undefined;
    const say = result.failure === "needs-key" ? log.debug : log.warn;
    say("price list not refreshed", { providerId, failure: result.failure, detail });
    return;
  }
  log.info("price list refreshed", { providerId, ...result });
  for (const { reason, example } of "skipped" in fetched ? fetched.skipped.slice(0, 3) : []) {
    log.warn("price row not understood", { providerId, reason, example });
  }
}
