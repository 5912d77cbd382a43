import { type Feature, type Tier, tierHas } from "./tiers";

/** The work that begins something, with the feature each needs; what stops, ends or looks always may. */
const needed = {
  create: "deployments",
  start: "deployments",
  repair: "autoRepair",
  "attach-volume": "deployments",
} as const satisfies Record<string, Feature>;

export type Beginning = keyof typeof needed;

/** Words of `deploymentReasons`. */
export type BeginRefusal = "feature-gone" | "key-frozen";

/** What counts at the moment something begins, read then and not when it was asked for. */
export interface BeginFacts {
  readonly tier: Tier;
  /** The tier has no room for the key it would begin under. */
  readonly isKeyFrozen: boolean;
}

/** Whether work of a kind begins something, so that its team's tier is asked first. */
export function isBeginning(kind: string): kind is Beginning {
  return Object.hasOwn(needed, kind);
}

/**
 * Why a team's tier does not let work begin now, or `null` where it does. Asked by the verb and once
 * more by the worker: what waited through a downgrade does not start, and what has begun runs to its
 * safe end (BILLING T22, T23). Pure.
 */
export function refusalToBegin(kind: Beginning, facts: BeginFacts): BeginRefusal | null {
  if (!tierHas(facts.tier, needed[kind])) return "feature-gone";
  return facts.isKeyFrozen ? "key-frozen" : null;
}
