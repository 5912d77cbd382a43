import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type PaidTier, paidTiers } from "./plans";
import { isBillingOn } from "./stripe-client";
import { featuresOf, isAvailable } from "./tiers";

/**
 * The tiers that can be bought on this installation. With real money only those of whose own features
 * more than half are built: the others take a waiting list.
 */
export function soldTiers(): readonly PaidTier[] {
  if (!isBillingOn()) return [];
  return env.WORLD === "live" ? paidTiers.filter(isMostlyBuilt) : paidTiers;
}

/** Refuses with `tier-not-sold` what cannot be bought here, or not yet. */
export function requireSold(tier: PaidTier): void {
  if (!soldTiers().includes(tier)) throw new AppError("conflict", "tier-not-sold");
}

/** Whether more than half of what a tier adds is built. */
export function isMostlyBuilt(tier: PaidTier): boolean {
  const own = featuresOf(tier);
  return own.filter(isAvailable).length * 2 > own.length;
}
