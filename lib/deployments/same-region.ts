/**
 * Whether a provider tells of a machine in the region it was asked for. Some spell the country with a
 * region on sale, and leave it out of what they tell of a machine. Pure.
 */
export function isSameRegion(asked: string | null, told: string): boolean {
  return asked === told || asked?.startsWith(`${told}, `) === true;
}
