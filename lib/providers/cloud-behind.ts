/** Clouds that brokers spell otherwise than we do. */
const ours: Readonly<Record<string, string>> = {
  crusoecloud: "crusoe",
  cudocompute: "cudo",
  datacrunch: "verda",
  lambdalabs: "lambda",
};

/**
 * The id of the cloud that a broker resells, ours where it is one of ours, else the broker's own
 * word in the shape of an id.
 */
export function cloudBehind(spelling: string): string {
  const word = spelling.trim().toLowerCase();
  return ours[word] ?? word.replaceAll(/[^a-z0-9]+/g, "-");
}
