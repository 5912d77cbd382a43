import type { Tx } from "@/lib/db";
import { startOfDay } from "@/lib/history/days";

/** Steps of the way from a first visit to a payment. */
export const funnelSteps = ["signed-up", "verified", "key-added", "launched", "paid"] as const;
export type FunnelStep = (typeof funnelSteps)[number];

export type PointName =
  /** Micro-dollars a month, by tier. */
  | "mrr"
  /** Subscriptions in another currency, by currency. */
  | "mrr-apart"
  /** Teams that began and ceased to pay on the day, and that pay at its end. */
  | "teams-won"
  | "teams-lost"
  | "teams-paying"
  /** People by the page they came in on. */
  | `funnel-${FunnelStep}`
  /** Teams by the Monday of their sign-up and how many weeks later. */
  | "cohort-size"
  | "cohort-active"
  | "cohort-paying";

/** One number of a series on a day. */
export interface Point {
  readonly name: PointName;
  readonly key: string;
  readonly value: bigint;
}

/** Writes what these series are on a day, in place of what they were. */
export async function writePoints(
  tx: Tx,
  { day, names }: { readonly day: string; readonly names: readonly PointName[] },
  points: readonly Point[],
): Promise<void> {
  const date = startOfDay(day);
  await tx.growthPoint.deleteMany({ where: { day: date, name: { in: [...names] } } });
  await tx.growthPoint.createMany({ data: points.map((point) => ({ day: date, ...point })) });
}

/** Forgets earlier days of series of which only the newest day says anything. */
export async function forgetEarlier(
  tx: Tx,
  { day, names }: { readonly day: string; readonly names: readonly PointName[] },
): Promise<void> {
  await tx.growthPoint.deleteMany({
    where: { day: { lt: startOfDay(day) }, name: { in: [...names] } },
  });
}
