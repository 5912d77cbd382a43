import type { DayCost } from "@/lib/costs/types";
import type { DeploymentView } from "@/lib/deployments/types";
import type { ProblemsView } from "@/lib/problems/types";

/** How far a team is with its first steps. */
export interface FirstStepsView {
  /** Keys that work. */
  readonly keys: number;
  /** The name of the first machine that was asked for; `null` before there is one. */
  readonly machine: string | null;
  /** Whether somebody hears of what happens: by mail, by a price alert, or as another member. */
  readonly told: "mail" | "alert" | "members" | null;
}

/** What a team's machines cost: decimal dollars. */
export interface SpendView {
  /** The IANA time zone in which days, weeks and months are cut. */
  readonly timeZone: string;
  readonly today: string;
  /** Since Monday. */
  readonly week: string;
  readonly month: string;
  /** The whole month, as `forecastMonth` foresees it. */
  readonly forecast: string;
  /** The last seven days, the oldest first. */
  readonly days: readonly DayCost[];
}

/** What a team sees first. Money is decimal dollars. */
export interface Overview<View = DeploymentView> {
  /** How the person wants to be called; `null` where nobody told. */
  readonly personName: string | null;
  readonly machines: {
    readonly running: number;
    /** On their way from one state to another. */
    readonly changing: number;
    /** All that are not over. */
    readonly current: number;
    /** All there ever were. */
    readonly total: number;
    /** What all of them cost an hour now. */
    readonly perHour: string;
  };
  readonly spend: SpendView;
  readonly problems: ProblemsView;
  readonly firstSteps: FirstStepsView;
  /** The last that were asked for, newest first. */
  readonly recent: readonly View[];
}
