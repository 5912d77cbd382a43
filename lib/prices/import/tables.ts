import { BrokenFile } from "./broken-file";

/** The tables an import understands, each known by the columns it must have. */
const columns = {
  offers: [
    "provider",
    "gpu_model",
    "gpu_count",
    "price_on_demand_usd_hr",
    "price_spot_usd_hr",
    "observed_at",
  ],
  history: [
    "date",
    "provider",
    "gpu_model",
    "gpu_count",
    "on_demand_usd_per_gpu_hr",
    "spot_usd_per_gpu_hr",
    "kind",
  ],
  aliases: ["spelling", "memory_hint_gib", "canonical", "family", "vendor", "partition"],
  gpus: ["model", "family", "vendor", "memory_gb", "memory_bandwidth_gbs", "tdp_w"],
} as const;

export type TableKind = keyof typeof columns;

/** One row by column name; an empty text is "not published". */
export type Cells = Readonly<Record<string, string>>;

/** The kind of table a header belongs to. Throws `BrokenFile` for a header of none. */
export function tableKindOf(header: readonly string[]): TableKind {
  const kinds: readonly TableKind[] = ["offers", "history", "aliases", "gpus"];
  const kind = kinds.find((one) => columns[one].every((name) => header.includes(name)));
  if (kind && new Set(header).size === header.length) return kind;
  throw new BrokenFile(
    `Its first line is the header of no table of prices, history, aliases or GPUs: ${header.slice(0, 6).join(",")}`,
  );
}
