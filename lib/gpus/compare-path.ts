import { findGpu, MOST_WANTED, variantsOf } from "./catalog";
import { nearestModels } from "./nearest";

/** As many GPUs stand side by side. */
export const MOST_COMPARED = 4;
const BETWEEN = "-vs-";

/** The one address of a comparison, whatever the order its GPUs were named in. */
export function comparePath(ids: readonly string[]): string {
  return `/compare/${canonical(ids).join(BETWEEN)}`;
}

/** What the last part of a comparison's address names. */
export interface ComparedModels {
  /** The models known, in canonical order, each once, no more than fit side by side. */
  readonly ids: readonly string[];
  /** Whether the address is the canonical one of just these. */
  readonly isCanonical: boolean;
}

/**
 * Reads "a-vs-b" and up to four ids. Ids hold dashes themselves and are told by being known: names
 * nobody knows are left out, so that what is known can still be shown.
 */
export function readComparePath(part: string): ComparedModels {
  const ids = canonical(
    part
      .toLowerCase()
      .split(BETWEEN)
      .filter((id) => findGpu(id) !== null),
  );
  return { ids, isCanonical: ids.join(BETWEEN) === part };
}

/** The much wanted GPU that is nearest to one and not just a variant of it. */
export function rivalOf(id: string): string | null {
  const gpu = findGpu(id);
  if (!gpu) return null;
  const own = new Set([...variantsOf(id).map((model) => model.id), id]);
  const toNeighbour = (modelId: string) => {
    const model = findGpu(modelId);
    return { modelId, family: model?.family ?? "", memoryGb: model?.memoryGb ?? null };
  };
  const candidates = MOST_WANTED.filter(
    (each) => !own.has(each) && !variantsOf(each).some((model) => model.id === id),
  );
  const [nearest] = nearestModels(toNeighbour(id), candidates.map(toNeighbour));
  return nearest?.modelId ?? null;
}

function canonical(ids: readonly string[]): string[] {
  return [...new Set(ids)].slice(0, MOST_COMPARED).sort();
}
