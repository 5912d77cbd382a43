import { z } from "zod";

/** The four figures, in the order pages show them. */
export const figureNames = ["conversion", "featureUse", "paymentSuccess", "retention"] as const;
export type FigureName = (typeof figureNames)[number];

const count = z.number().int();
const instant = z.string();

const figureView = z.object({
  name: z.enum(figureNames),
  goalPercent: z.number(),
  numerator: count,
  denominator: count,
  /** One decimal, rounded down; null where nobody is counted. */
  percent: z.string().nullable(),
  isReached: z.boolean().nullable(),
  /** The window: its first moment, and the first after it. */
  from: instant,
  to: instant,
  /** As the nightly job last wrote it; null before its first run. */
  stored: z.object({ numerator: count, denominator: count, computedAt: instant }).nullable(),
});

/** All of `/admin/growth`. Money is decimal dollars, days are YYYY-MM-DD. */
export const growthView = z.object({
  figures: z.array(figureView),
  /** The oldest day first. */
  income: z.array(
    z.object({
      day: z.string(),
      total: z.string(),
      byTier: z.array(z.object({ tier: z.string(), amount: z.string() })),
    }),
  ),
  /** Subscriptions in other currencies, which the income leaves out. */
  apart: z.array(z.object({ currency: z.string(), count })),
  /** By the Monday of each week, the oldest first. */
  churn: z.array(z.object({ week: z.string(), won: count, lost: count, paying: count })),
  funnel: z.array(
    z.object({
      /** A path; null: not known, or one of many small ones. */
      page: z.string().nullable(),
      kind: z.enum(["page", "unknown", "others"]),
      signedUp: count,
      verified: count,
      keyAdded: count,
      launched: count,
      paid: count,
    }),
  ),
  cohorts: z.array(
    z.object({
      week: z.string(),
      size: count,
      /** The week of the sign-up, the next one, and so on. */
      later: z.array(z.object({ active: count, paying: count })),
    }),
  ),
});

export type GrowthView = z.output<typeof growthView>;
export type FigureView = z.output<typeof figureView>;
