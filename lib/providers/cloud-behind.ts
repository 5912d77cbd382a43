import { providerMetas } from "./meta";

/** Ids of our clouds by the words that brokers have for them. */
const ours: ReadonlyMap<string, string> = new Map(
  providerMetas.flatMap(({ id, alsoSpelled = [] }) => alsoSpelled.map((word) => [word, id])),
);

/**
 * The id of the cloud that a broker resells, ours where it is one of ours, else the broker's own
 * word in the shape of an id.
 */
export function cloudBehind(spelling: string): string {
  const word = spelling.trim().toLowerCase();
  return ours.get(word) ?? word.replaceAll(/[^a-z0-9]+/g, "-");
}
