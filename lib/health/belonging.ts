import type { Scope } from "@/lib/health/blindness";
import type { Standing } from "@/lib/health/verdict";

/** The kind of incident a machine belongs to; `as-before`: nothing new; `none`: it is well. */
export type Belonging = Scope | "as-before" | "none";

export interface Sight {
  readonly scope: Scope;
  readonly isFlapping: boolean;
  /** The cause of the incident that it is part of; `null`: of none. */
  readonly cause: string | null;
}

/**
 * Which incident a machine's trouble is part of. One that is silent with its region stays with it, as
 * what turned together is told within minutes only; one with another fault has its own. Well and
 * unwell in turns is one trouble. Pure.
 */
export function belonging(
  { verdict, fault }: Standing,
  { scope, isFlapping, cause }: Sight,
): Belonging {
  switch (verdict) {
    case "suspect":
      return "as-before";
    case "healthy":
      return isFlapping ? "as-before" : "none";
    case "unknown":
      return fault === null ? "as-before" : "us";
    case "unhealthy":
      if (fault === "gone") return scope === "region" ? "region" : "machine";
      if (fault !== "unreachable") return "machine";
      return scope === "machine" && cause === "region" ? "as-before" : scope;
    default:
      return verdict satisfies never;
  }
}
