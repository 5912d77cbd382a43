import type { DatedTable, ProviderMeta } from "@/lib/providers/contract";
import { providerMetas } from "@/lib/providers/meta";
import { adapterMakers } from "@/lib/providers/registry";

/** A provider whose prices stand in a table with its day, since no API tells them. */
export interface DatedSource {
  readonly meta: ProviderMeta;
  readonly sourceUrl: string;
  readonly table: DatedTable;
}

/** Every provider with a dated table. */
export function datedSources(): DatedSource[] {
  return providerMetas.flatMap((meta) => {
    if (meta.prices?.access !== "dated") return [];
    const table = adapterMakers[meta.id]?.({ baseUrl: meta.apiUrl }).prices?.table;
    return table ? [{ meta, sourceUrl: meta.prices.sourceUrl, table }] : [];
  });
}
