const LEAST_TURNED = 5;
const SHARE = 0.2;
const PLACES_TO_BE_BLIND = 2;

/** How long before and after a machine others must have turned to have turned with it. */
export const TOGETHER_MS = 5 * 60_000;

/** The silent machines of one provider in one region, those of all teams together. */
export interface Silence {
  readonly providerId: string;
  readonly region: string | null;
  /** How many are looked at. */
  readonly watched: number;
  /** Since when each one that does not answer has not, and whose each of them is. */
  readonly silentSince: readonly Date[];
  readonly silentTeams: readonly string[];
  /** The first and the last of the teams that have machines there, by their ids. */
  readonly firstTeam: string;
  readonly lastTeam: string;
}

/** What fell silent no more than `togetherMs` before or after `at`. Pure. */
export function turnedAround(
  at: Date,
  silences: readonly Silence[],
  togetherMs: number,
): readonly Place[] {
  return silences.map(({ silentSince, silentTeams, ...place }) => {
    const teams = silentSince.flatMap((since, index) =>
      Math.abs(since.getTime() - at.getTime()) <= togetherMs ? [silentTeams[index] ?? ""] : [],
    );
    return { ...place, turned: teams.length, turnedTeams: [...new Set(teams)] };
  });
}

/** The machines of one provider in one region, those of all teams together. */
export interface Place {
  readonly providerId: string;
  readonly region: string | null;
  /** How many are looked at. */
  readonly watched: number;
  /** How many of them stopped answering within five minutes of one another and still do not. */
  readonly turned: number;
  /** Whose those are. */
  readonly turnedTeams: readonly string[];
  readonly firstTeam: string;
  readonly lastTeam: string;
}

/** Whose trouble it is: one machine's, a provider's region, or our own sight. */
export type Scope = (typeof scopes)[number];
const scopes = ["machine", "region", "us"] as const;

/** Reads a stored scope; what nobody wrote is one machine's. */
export function parseScope(text: string | null): Scope {
  return scopes.find((scope) => scope === text) ?? "machine";
}

/**
 * Whose trouble it is when machines in `place` stop answering, held against all `places` at that
 * time: over a fifth of a region, and five at least, is the provider's; two providers at once, or
 * all our canaries silent, is our own blindness, and then nothing is concluded. Pure.
 */
export function scopeOf(
  place: Pick<Place, "providerId" | "region">,
  places: readonly Place[],
  canaries: { readonly asked: number; readonly silent: number } = { asked: 0, silent: 0 },
): Scope {
  if (canaries.asked > 0 && canaries.silent === canaries.asked) return "us";
  const down = places.filter(isDown);
  const isWide = new Set(down.map(({ providerId }) => providerId)).size >= PLACES_TO_BE_BLIND;
  if (isWide && (isOneTeams(places) || teamsOf(down) > 1)) return "us";
  const isHere = down.some(
    ({ providerId, region }) => providerId === place.providerId && region === place.region,
  );
  return isHere ? "region" : "machine";
}

/** Where there are several teams, no team alone makes all of them blind. */
function isOneTeams(places: readonly Place[]): boolean {
  return new Set(places.flatMap(({ firstTeam, lastTeam }) => [firstTeam, lastTeam])).size === 1;
}

function teamsOf(places: readonly Place[]): number {
  return new Set(places.flatMap(({ turnedTeams }) => turnedTeams)).size;
}

function isDown({ watched, turned }: Place): boolean {
  return turned >= LEAST_TURNED && turned > watched * SHARE;
}
