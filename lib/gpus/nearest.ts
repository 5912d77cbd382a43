/** What nearness is judged by. */
export interface Neighbour {
  readonly modelId: string;
  readonly family: string;
  readonly memoryGb: number | null;
}

/** A memory that nobody published is this many doublings away from any other. */
const UNKNOWN_DOUBLINGS = 4;

/**
 * The candidates nearest to a GPU: those of its family first, then those whose memory is closest in
 * proportion. The GPU itself is left out. Of equals the one named first.
 */
export function nearestModels<T extends Neighbour>(
  wanted: Neighbour,
  candidates: readonly T[],
): T[] {
  const distance = (one: Neighbour) =>
    (one.family === wanted.family ? 0 : 100) + doublings(wanted.memoryGb, one.memoryGb);
  return candidates
    .filter(({ modelId }) => modelId !== wanted.modelId)
    .toSorted((one, other) => distance(one) - distance(other));
}

function doublings(one: number | null, other: number | null): number {
  return one === null || other === null ? UNKNOWN_DOUBLINGS : Math.abs(Math.log2(one / other));
}

/**
 * The candidates whose ids share most with an id nobody knows: whole words count most, then how far
 * words begin alike. Of equals the one named first.
 */
export function nearestIds<T extends Pick<Neighbour, "modelId">>(
  unknownId: string,
  candidates: readonly T[],
): T[] {
  const words = wordsOf(unknownId);
  const likeness = (id: string) => {
    const own = wordsOf(id);
    const shared = own.filter((word) => words.includes(word)).length;
    const begun = own.map((word) => Math.max(0, ...words.map((each) => commonStart(word, each))));
    return shared * 10 + begun.reduce((sum, length) => sum + length, 0);
  };
  return candidates.toSorted((one, other) => likeness(other.modelId) - likeness(one.modelId));
}

function wordsOf(id: string): string[] {
  return id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
