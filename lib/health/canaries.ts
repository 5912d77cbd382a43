import { env } from "@/lib/env";
import { isOurs } from "@/lib/health/probes/ours";
import { patience } from "@/lib/health/probes/patience";
import type { Place } from "@/lib/net/guard-address";
import { toNetFailure } from "@/lib/net/net-failure";
import { openSocket } from "@/lib/net/open-socket";

const LIMIT_MS = 5_000;

/** Resolvers that three houses run for everybody: none of them is rented at, and not all of them fail. */
const usual: readonly Place[] = ["1.1.1.1", "8.8.8.8", "9.9.9.9"].map((host) => ({
  host,
  port: 443,
}));

/** Those that were set, else the usual ones; the sandbox has none, since nothing of it reaches out. */
export function canaryPlaces(): readonly Place[] {
  return env.HEALTH_CANARIES ?? (env.WORLD === "live" ? usual : []);
}

export interface Canaries {
  readonly asked: number;
  readonly silent: number;
}

/**
 * Knocks at addresses that have nothing to do with any provider, and answer as long as we ourselves
 * can see: whoever refuses has answered too.
 */
export async function askCanaries(
  places: readonly Place[],
  signal: AbortSignal,
): Promise<Canaries> {
  const answers = await Promise.all(places.map((place) => doesAnswer(place, signal)));
  return { asked: places.length, silent: answers.filter((answer) => !answer).length };
}

async function doesAnswer(place: Place, signal: AbortSignal): Promise<boolean> {
  try {
    const timeoutMs = patience(LIMIT_MS);
    (await openSocket({ ...place, timeoutMs, purpose: "machine", signal })).destroy();
    return true;
  } catch (error) {
    const { kind } = toNetFailure(error);
    return !isOurs(kind) && (kind === "refused" || kind === "closed");
  }
}
