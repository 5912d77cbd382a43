import type { PriceSource } from "@/lib/generated/prisma/client";
import type { PriceSourceMeta, ProviderMeta } from "@/lib/providers/contract";
import { freshnessOf } from "./freshness";
import type { SourceState, SourceView } from "./types";

/** The state of one live source, from its row; `null` is a source never asked yet. */
export function toSourceView(
  meta: ProviderMeta,
  prices: PriceSourceMeta,
  { row, now }: { readonly row: PriceSource | null; readonly now: Date },
): SourceView {
  return {
    providerId: meta.id,
    providerName: meta.name,
    state: stateOf(prices, row, now),
    lastSuccessAt: row?.lastSuccessAt?.toISOString() ?? null,
    lastAttemptAt: row?.lastAttemptAt?.toISOString() ?? null,
    failure: row?.failure ?? null,
    rowCount: row?.rowCount ?? 0,
    skippedCount: row?.skippedCount ?? 0,
    access: prices.access,
    evidence: prices.evidence,
    sourceUrl: prices.sourceUrl,
    refreshEveryMs: prices.refreshEveryMs,
  };
}

function stateOf(prices: PriceSourceMeta, row: PriceSource | null, now: Date): SourceState {
  if (row?.failure === "needs-key" || row?.failure === "short") return row.failure;
  if (row?.failure) return "failed";
  if (!row?.lastSuccessAt) return "never";
  const { refreshEveryMs } = prices;
  const freshness = freshnessOf({ observedAt: row.lastSuccessAt, refreshEveryMs, now });
  return freshness === "fresh" ? "ok" : "stale";
}
