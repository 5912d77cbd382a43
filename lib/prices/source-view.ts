import type { PriceSource } from "@/lib/generated/prisma/client";
import type { DatedTable, PriceSourceMeta, ProviderMeta } from "@/lib/providers/contract";
import { freshnessOf } from "./freshness";
import type { SourceState, SourceView } from "./types";

/** What of a source's list is not believed or not understood. */
export interface SourceDoubts {
  readonly providerId: string;
  readonly heldCount: number;
  readonly unknownCount: number;
}

export interface SourceFacts {
  /** `null` is a source never asked yet. */
  readonly row: PriceSource | null;
  /** Where no API tells the prices. */
  readonly table: DatedTable | null;
  readonly doubts: SourceDoubts | undefined;
  readonly now: Date;
}

/** The state of one source, from its row or from its table. */
export function toSourceView(
  meta: ProviderMeta,
  prices: PriceSourceMeta,
  { row, table, doubts, now }: SourceFacts,
): SourceView {
  return {
    providerId: meta.id,
    providerName: meta.name,
    state: table ? "dated" : stateOf(prices, row, now),
    lastSuccessAt: row?.lastSuccessAt?.toISOString() ?? null,
    lastAttemptAt: row?.lastAttemptAt?.toISOString() ?? null,
    failure: row?.failure ?? null,
    observedOn: table?.observedOn ?? null,
    rowCount: table?.offers.length ?? row?.rowCount ?? 0,
    skippedCount: row?.skippedCount ?? 0,
    heldCount: doubts?.heldCount ?? 0,
    unknownCount: doubts?.unknownCount ?? 0,
    access: prices.access,
    evidence: prices.evidence,
    sourceUrl: prices.sourceUrl,
    refreshEveryMs: prices.refreshEveryMs,
    licence: prices.licence ?? null,
    unverified: prices.unverified ?? null,
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
