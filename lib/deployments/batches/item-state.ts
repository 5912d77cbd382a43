import type { ItemState } from "@/lib/deployments/batches/schema";

/** What counts for the outcome of an act on one machine. */
export interface ItemFacts {
  readonly refusal: string | null;
  /** The generation of the wish; null where it was refused. */
  readonly generation: number | null;
  readonly desiredGeneration: number;
  readonly settledGeneration: number;
  /** The state of the wish's own operation; null: none was opened. */
  readonly operation: string | null;
}

/** What came of an act on one machine so far. Pure. */
export function itemState(facts: ItemFacts): ItemState {
  const { refusal, generation, operation } = facts;
  if (refusal !== null || generation === null) return "refused";
  if (operation === "open") return "at-work";
  if (operation === "succeeded") return "done";
  if (operation === "superseded" || facts.desiredGeneration > generation) return "overtaken";
  if (operation === "failed") return "failed";
  return facts.settledGeneration >= generation ? "done" : "waiting";
}
