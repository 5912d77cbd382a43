import type { Tx } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { normalizeGpu, type Partition } from "@/lib/gpus/normalize-gpu";

/** What persons decided about spellings, by `spellingKey`: a model's id, or null for no GPU. */
export type SpellingRules = ReadonlyMap<string, string | null>;

/** `none`: a person said it is not a GPU. `unknown`: it waits for one to look at it. */
export type ResolvedGpu =
  | { readonly kind: "model"; readonly modelId: string; readonly partition: Partition | null }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/** A spelling with the memory it was seen with; 0 where the provider does not say. */
export function spellingKey(spelling: string, memoryGb: number): string {
  return `${memoryGb}/${spelling}`;
}

/**
 * The model behind a spelling: what a person decided goes before our own reading. Whether it is a
 * slice of the decided model is told by its memory, as for any other spelling.
 */
export function resolveGpu(
  { spelling, memoryGb }: { readonly spelling: string; readonly memoryGb: number | null },
  rules: SpellingRules,
): ResolvedGpu {
  const decided = rules.get(spellingKey(spelling, memoryGb ?? 0));
  if (decided === null) return { kind: "none" };
  const model = decided === undefined ? null : findGpu(decided);
  const found = normalizeGpu({ spelling: model?.name ?? spelling, memoryGb });
  if (!model) return found.kind === "model" ? found : { kind: "unknown" };
  const partition = found.kind === "model" ? found.partition : null;
  return { kind: "model", modelId: model.id, partition };
}

/** Every decision there is. */
export async function readSpellingRules(tx: Tx): Promise<SpellingRules> {
  const rows = await tx.spellingRule.findMany();
  return new Map(
    rows.map(({ spelling, memoryGb, gpuModel }) => [spellingKey(spelling, memoryGb), gpuModel]),
  );
}
