/** The feature table: what each tier HAS, and what is built. Anything not listed is refused. */
export const tiers = ["basic", "pro", "enterprise"] as const;
export type Tier = (typeof tiers)[number];

interface FeatureRow {
  /** The least tier that has it; every higher one has it too. */
  readonly from: Tier;
  /** False: planned, so no tier has it yet and no page sells it as there. */
  readonly available: boolean;
}

const table = {
  priceViewing: { from: "basic", available: true },
  priceAlerts: { from: "basic", available: true },
  providerKeys: { from: "basic", available: true },
  deployments: { from: "basic", available: true },
  unlimitedKeys: { from: "pro", available: true },
  notifications: { from: "pro", available: true },
  templates: { from: "pro", available: true },
  batchActions: { from: "pro", available: true },
  budgets: { from: "pro", available: true },
  monitoring: { from: "pro", available: true },
  autoRepair: { from: "pro", available: true },
  migration: { from: "pro", available: false },
  members: { from: "enterprise", available: true },
  projects: { from: "enterprise", available: false },
  nodePools: { from: "enterprise", available: false },
  slaReports: { from: "enterprise", available: false },
} as const satisfies Record<string, FeatureRow>;

export type Feature = keyof typeof table;

/** Every feature, in the order pages show them. */
export const features = Object.keys(table).filter((name): name is Feature => name in table);

/** What a team may have a number of. */
export const limitNames = ["provider-keys", "price-alerts"] as const;
export type Limit = (typeof limitNames)[number];

/** What a limit may be: null where a tier has none. */
interface Most {
  readonly "provider-keys": number | null;
  readonly "price-alerts": number;
}

const limits: { readonly [L in Limit]: Readonly<Record<Tier, Most[L]>> } = {
  "provider-keys": { basic: 1, pro: null, enterprise: null },
  "price-alerts": { basic: 1, pro: 50, enterprise: 500 },
};

/** How many of a thing a tier may have; null: as many as one likes. */
export function limitOf<L extends Limit>(tier: Tier, limit: L): Most[L] {
  return limits[limit][tier];
}

/** The least tier that has a feature. */
export function tierOf(feature: Feature): Tier {
  return table[feature].from;
}

/** Whether a feature is built; what is not is shown as planned. */
export function isAvailable(feature: Feature): boolean {
  return table[feature].available;
}

/** Whether a tier has a feature; false for a tier or feature nobody listed, and for one not built. */
export function tierHas(tier: Tier, feature: Feature): boolean {
  const row: FeatureRow | undefined = Object.hasOwn(table, feature) ? table[feature] : undefined;
  if (!row?.available || !tiers.includes(tier)) return false;
  return tiers.indexOf(tier) >= tiers.indexOf(row.from);
}

/** The features a tier adds to the one below it. */
export function featuresOf(tier: Tier): readonly Feature[] {
  return features.filter((feature) => table[feature].from === tier);
}

/** The least tier in which more than `count` of a thing fit; null where none has more room. */
export function tierWithRoom(limit: Limit, count: number): Exclude<Tier, "basic"> | null {
  const room = (tier: Tier) => limitOf(tier, limit) ?? Number.POSITIVE_INFINITY;
  const found = tiers.find((tier) => room(tier) > count);
  return found === undefined || found === "basic" ? null : found;
}

/** Reads a stored tier; an unknown word is the least tier. */
export function parseTier(text: string): Tier {
  return tiers.find((tier) => tier === text) ?? "basic";
}
