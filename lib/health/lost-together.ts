import { scopeOf } from "@/lib/health/blindness";

/** A machine of one account that ran, and whether its provider shows it no more. */
export interface Listed {
  readonly providerId: string;
  readonly region: string | null;
  readonly isLost: boolean;
}

/** An account is one team's. */
const oneTeam = { turnedTeams: [], firstTeam: "", lastTeam: "" };

/**
 * The regions of an account in which so many machines are lost at once that it is the provider's
 * trouble and no machine's own: the same share as of those that fall silent. Pure.
 */
export function lostTogether(machines: readonly Listed[]): ReadonlySet<string | null> {
  const regions = Map.groupBy(machines, ({ region }) => region);
  const places = [...regions.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const all = [first, ...others];
    const { providerId, region } = first;
    const turned = all.filter(({ isLost }) => isLost).length;
    return [{ providerId, region, watched: all.length, turned, ...oneTeam }];
  });
  const down = places.filter((place) => scopeOf(place, places) === "region");
  return new Set(down.map(({ region }) => region));
}
