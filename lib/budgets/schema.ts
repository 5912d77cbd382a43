import { z } from "zod";
import { microsFromDecimal } from "@/lib/money";

/** What a budget may cover. */
export const coverings = ["team", "project", "deployment"] as const;
export type Covering = (typeof coverings)[number];

/** Percents of a budget at which people can be told. */
export const warnSteps = [50, 80, 90, 100] as const;

const amount = z.string().refine((text) => {
  const micros = /^\d{1,9}(\.\d{1,2})?$/.test(text) ? microsFromDecimal(text) : null;
  return micros !== null && micros > 0n;
}, "budget-amount");

/** What somebody wants of a budget; the amount is dollars a calendar month of the team's time zone. */
export const budgetInput = z
  .object({
    covers: z.enum(coverings),
    /** Left out for the whole team. */
    coveredId: z.string().min(1).max(60).optional(),
    monthly: amount,
    warnAt: z.array(z.literal(warnSteps)).max(warnSteps.length),
    /** Refuses what would begin something before more than the amount would be spent. */
    holds: z.boolean(),
  })
  .refine(({ covers, coveredId }) => covers === "team" || coveredId !== undefined, {
    error: "required",
    path: ["coveredId"],
  });
export type BudgetInput = z.output<typeof budgetInput>;

export const removeBudgetInput = z.object({ budgetId: z.string().max(60) });

/** A budget as it was set. */
export const budgetView = z.object({
  id: z.string(),
  covers: z.enum(coverings),
  coveredId: z.string(),
  monthly: z.string(),
  warnAt: z.array(z.number()),
  holds: z.boolean(),
});
export type BudgetView = z.output<typeof budgetView>;

/** A budget with how it stands this month. Money is decimal dollars. */
export interface BudgetStanding extends BudgetView {
  /** Of the project or machine; empty for the team and for what is gone. */
  readonly name: string;
  readonly spent: string;
  /** What runs now may still cost until the month ends or its leases do. */
  readonly reserved: string;
}

export interface BudgetsView {
  /** The month as YYYY-MM, and the zone in which it is cut. */
  readonly month: string;
  readonly timeZone: string;
  readonly budgets: readonly BudgetStanding[];
  /** What a budget can be set for besides the team. */
  readonly projects: readonly Coverable[];
  readonly deployments: readonly Coverable[];
}

export interface Coverable {
  readonly id: string;
  readonly name: string;
}
