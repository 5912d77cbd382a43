/** The feature table: what each tier HAS. Anything not listed is refused. */
export const tiers = ["basic", "pro", "enterprise"] as const;
export type Tier = (typeof tiers)[number];

export const features = ["providerKeys", "deployments", "priceAlerts"] as const;
export type Feature = (typeof features)[number];

const table: Readonly<Record<Tier, readonly Feature[]>> = {
  basic: ["providerKeys", "deployments", "priceAlerts"],
  pro: ["providerKeys", "deployments", "priceAlerts"],
  enterprise: ["providerKeys", "deployments", "priceAlerts"],
};

/** What a team may have a number of. */
export type Limit = "price-alerts";

const limits: Readonly<Record<Limit, Readonly<Record<Tier, number>>>> = {
  "price-alerts": { basic: 1, pro: 50, enterprise: 500 },
};

/** How many of a thing a tier may have. */
export function limitOf(tier: Tier, limit: Limit): number {
  return limits[limit][tier];
}

/** Whether a tier has a feature; false for a tier or feature nobody listed. */
export function tierHas(tier: Tier, feature: Feature): boolean {
  return table[tier].includes(feature);
}

/** Reads a stored tier; an unknown word is the least tier. */
export function parseTier(text: string): Tier {
  return tiers.find((tier) => tier === text) ?? "basic";
}
