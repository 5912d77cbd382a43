/** Every zone of the API: machines are asked for in each of them alone. */
export const zones = [
  "fr-par-1",
  "fr-par-2",
  "fr-par-3",
  "nl-ams-1",
  "nl-ams-2",
  "nl-ams-3",
  "pl-waw-1",
  "pl-waw-2",
  "pl-waw-3",
  "it-mil-1",
] as const;

export type Zone = (typeof zones)[number];

export function findZone(text: string): Zone | undefined {
  return zones.find((zone) => zone === text);
}
