import type { Tier } from "./tiers";

/** An answer for each tier. */
export type ByTier<T> = Readonly<Record<Tier, T>>;

/** Asks the same of every tier. */
export function byTier<T>(answer: (tier: Tier) => T): ByTier<T> {
  return { basic: answer("basic"), pro: answer("pro"), enterprise: answer("enterprise") };
}
