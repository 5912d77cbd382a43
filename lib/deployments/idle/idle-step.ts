import type { IdleRule } from "@/lib/deployments/idle/schema";

export interface IdleFacts {
  /** The rule in force: the machine's own, else the team's. */
  readonly rule: IdleRule;
  /** Since when its GPUs do nothing, without a gap; null: they are used, or nobody knows. */
  readonly idleSince: Date | null;
  /** When its GPUs were last looked at. */
  readonly seenAt: Date | null;
  /** For which idleness somebody was told already. */
  readonly toldSince: Date | null;
  /** It runs, it is to run, and nothing is at work on it. */
  readonly isAtRest: boolean;
  /** A stop is possible there and saves money. */
  readonly mayStop: boolean;
}

export type IdleStep = "wait" | "tell" | "stop";

/**
 * What an idle rule asks for at `now`. Figures older than `freshMs` are none: a machine that nobody
 * sees into is left alone, however long ago it was idle. Each idleness is acted on once. Pure.
 */
export function idleStep(facts: IdleFacts, now: Date, freshMs: number): IdleStep {
  const { rule, idleSince, seenAt, toldSince, isAtRest, mayStop } = facts;
  if (rule.act === "off" || !isAtRest || !idleSince || !seenAt) return "wait";
  const ageMs = now.getTime() - seenAt.getTime();
  if (ageMs < 0 || ageMs > freshMs) return "wait";
  // Both ends must have been seen: what came after the last look may be work.
  if (seenAt.getTime() - idleSince.getTime() < rule.minutes * 60_000) return "wait";
  if (toldSince?.getTime() === idleSince.getTime()) return "wait";
  return rule.act === "stop" && mayStop ? "stop" : "tell";
}
