/** Stretches of time that costs are shown for; `days` are the last thirty. */
export const costPeriods = ["today", "week", "month", "days", "all"] as const;
export type CostPeriod = (typeof costPeriods)[number];

/** What was paid for: a machine that ran, what of a stopped one goes on being billed, a volume. */
export type UseKind = "running" | "stopped" | "storage";

/** One model's, provider's, project's, template's or kind's part of what was spent. */
export interface CostPart {
  readonly id: string;
  readonly name: string;
  readonly amount: string;
}

export interface CostParts {
  /** The id is empty for volumes, as is that of their project. */
  readonly models: readonly CostPart[];
  readonly providers: readonly CostPart[];
  readonly projects: readonly CostPart[];
  /** The id is empty for what has no template, the name also for a template that was removed. */
  readonly templates: readonly CostPart[];
  /** The id is a `UseKind`; the screen has names for them. */
  readonly kinds: readonly CostPart[];
}

/** What one day cost; the day as YYYY-MM-DD. */
export interface DayCost {
  readonly day: string;
  readonly amount: string;
}

/** What a team's machines cost by the ledger up to now. Money is decimal dollars. */
export interface CostsView {
  /** The IANA time zone in which days, weeks and months are cut. */
  readonly timeZone: string;
  /** What all that is billed now costs an hour. */
  readonly perHour: string;
  readonly totals: Readonly<Record<CostPeriod, string>>;
  /** What the whole month comes to if the days to come cost what the last four weeks did. */
  readonly forecast: string;
  /** How many whole days it goes by; 0: all goes on as it is now. */
  readonly forecastDays: number;
  /** The last thirty days, the oldest first. */
  readonly days: readonly DayCost[];
  /** The dearest first; what cost nothing is left out. */
  readonly parts: Readonly<Record<CostPeriod, CostParts>>;
}

/** A stretch of time at one rate, as the ledger shows it. Times are ISO instants, money decimal dollars. */
export interface LedgerRow {
  readonly id: string;
  /** `null` for a volume, which has no GPU and no project either. */
  readonly deploymentId: string | null;
  /** Its name, or the volume's. */
  readonly machine: string;
  readonly provider: string;
  readonly gpu: string;
  readonly project: string;
  readonly from: string;
  /** `null` while it goes on. */
  readonly to: string | null;
  readonly perHour: string;
  /** Rounded once, to the micro-dollar. */
  readonly cost: string;
}

export interface LedgerPage {
  readonly rows: readonly LedgerRow[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
}

/** What of a model, provider or machine grew most on a day, and by how many dollars over its usual. */
export interface GrownPart {
  readonly id: string;
  readonly name: string;
  readonly more: string;
}

/** A day that cost clearly more than is usual for the team. Money is decimal dollars. */
export interface AnomalyView {
  readonly day: string;
  readonly isToday: boolean;
  readonly spent: string;
  readonly usual: string;
  readonly model: GrownPart | null;
  readonly provider: GrownPart | null;
  readonly machine: GrownPart | null;
}

/** What hours at one provider would have cost at another, which then sold them cheapest. */
export interface CheaperAt {
  readonly gpu: string;
  readonly pricingModel: "on-demand" | "spot";
  readonly provider: string;
  readonly cheaperProvider: string;
  readonly saving: string;
}

/**
 * What machines ran for in a period, and what the same hours at the best price known at the time
 * would have cost. Money is decimal dollars.
 */
export interface BestPriceView {
  /** Up to when it is counted, an ISO instant. */
  readonly at: string;
  /** All that machines cost in the period. */
  readonly spent: string;
  /** What of it a price is known to compare with. */
  readonly compared: string;
  /** What the compared hours would have cost; never more than they did. */
  readonly best: string;
  /** Where most could have been saved, the most first. */
  readonly cheaper: readonly CheaperAt[];
}
