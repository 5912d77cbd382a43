import type { HealthState } from "@/lib/generated/prisma/client";
import type { Followed } from "@/lib/health/follow-incident";
import type { Standing } from "@/lib/health/verdict";

/** What became of a machine's health. */
export type Kind = "unhealthy" | "other-fault" | "recovered" | "unknown" | "flapping" | "calm";
export type Told = "deployment.unhealthy" | "deployment.recovered" | "deployment.flapping";

export interface Telling {
  readonly type: Told | null;
  /** Why nobody is told, a key of `deployments.health.untold`. */
  readonly untold: string | null;
}

export interface News {
  readonly kind: Kind;
  readonly before: Pick<HealthState, "fault">;
  readonly next: Standing;
  readonly isFlapping: boolean;
  /** People believe that it is unwell. */
  readonly toldUnhealthy: boolean;
  readonly followed: Followed;
  /** Its incident ends with this. */
  readonly endsIncident: boolean;
}

/**
 * Whether people are told of what became of a machine, or why not. A region that fails is told of once,
 * by the first of its machines, and is well again with its last. Pure.
 */
export function tellingOf(news: News): Telling {
  const { kind, next, followed, toldUnhealthy } = news;
  if (kind === "flapping") return tell("deployment.flapping");
  if (kind === "unknown") return keep("blind");
  if (next.fault === "gone" || news.before.fault === "gone") return keep("by-status");
  if (kind === "other-fault") {
    const isItsOwnNow = followed.movedFrom !== null && !toldUnhealthy;
    return isItsOwnNow ? tell("deployment.unhealthy") : keep("told-before");
  }
  if (news.isFlapping) return keep("flapping");
  const isIll = next.verdict === "unhealthy";
  if (followed.incident?.cause === "region") return ofRegion(news, isIll);
  if (isIll === toldUnhealthy) return keep("told-before");
  return tell(isIll ? "deployment.unhealthy" : "deployment.recovered");
}

function ofRegion({ followed, endsIncident }: News, isIll: boolean): Telling {
  const isKnown = followed.incident?.toldAt != null;
  if (isIll) return isKnown ? keep("grouped") : tell("deployment.unhealthy");
  return endsIncident && isKnown ? tell("deployment.recovered") : keep("grouped");
}

const tell = (type: Told): Telling => ({ type, untold: null });
const keep = (untold: string): Telling => ({ type: null, untold });
