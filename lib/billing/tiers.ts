/** The feature table: what each tier HAS. Anything not listed is refused. */
export const tiers = ["basic", "pro", "enterprise"] as const;
export type Tier = (typeof tiers)[number];

export const features = ["providerKeys", "deployments"] as const;
export type Feature = (typeof features)[number];

const table: Readonly<Record<Tier, readonly Feature[]>> = {
  basic: ["providerKeys", "deployments"],
  pro: ["providerKeys", "deployments"],
  enterprise: ["providerKeys", "deployments"],
};

/** Whether a tier has a feature; false for a tier or feature nobody listed. */
export function tierHas(tier: Tier, feature: Feature): boolean {
  return table[tier].includes(feature);
}

/** Reads a stored tier; an unknown word is the least tier. */
export function parseTier(text: string): Tier {
  return tiers.find((tier) => tier === text) ?? "basic";
}
