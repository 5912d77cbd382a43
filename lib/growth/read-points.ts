import { OTHER_PAGES, UNKNOWN_PAGE } from "./funnel";
import type { FunnelStep } from "./points";
import type { GrowthView } from "./schema";
import { mondayOf } from "./windows";

/** A number of a series as it is stored. */
export interface StoredPoint {
  readonly day: string;
  readonly name: string;
  readonly key: string;
  readonly value: bigint;
}

/** Teams won and lost by week, and those paying at the end of its last day. */
export function churnByWeek(points: readonly StoredPoint[]): GrowthView["churn"] {
  const weeks = Map.groupBy(points, ({ day }) => mondayOf(day));
  return [...weeks].flatMap(([week, own]) => {
    const of = (name: string) =>
      own.filter((point) => point.name === name).map(({ value }) => Number(value));
    const paying = of("teams-paying").at(-1);
    if (paying === undefined) return [];
    return [{ week, won: sum(of("teams-won")), lost: sum(of("teams-lost")), paying }];
  });
}

/** The funnel by entry page, those with most sign-ups first and the small ones last. */
export function funnelOf(points: readonly StoredPoint[]): GrowthView["funnel"] {
  const pages = Map.groupBy(
    points.filter(({ name }) => name.startsWith("funnel-")),
    ({ key }) => key,
  );
  const rows = [...pages].map(([key, own]) => {
    const of = (step: FunnelStep) =>
      Number(own.find(({ name }) => name === `funnel-${step}`)?.value ?? 0n);
    return {
      ...pageOf(key),
      signedUp: of("signed-up"),
      verified: of("verified"),
      keyAdded: of("key-added"),
      launched: of("launched"),
      paid: of("paid"),
    };
  });
  const isLast = ({ kind }: { readonly kind: string }) => Number(kind === "others");
  return rows.toSorted((a, b) => isLast(a) - isLast(b) || b.signedUp - a.signedUp);
}

function pageOf(key: string): Pick<GrowthView["funnel"][number], "page" | "kind"> {
  if (key === OTHER_PAGES) return { page: null, kind: "others" };
  if (key === UNKNOWN_PAGE) return { page: null, kind: "unknown" };
  return { page: key, kind: "page" };
}

/** Cohorts by week of sign-up, the newest first. */
export function cohortsOf(points: readonly StoredPoint[]): GrowthView["cohorts"] {
  const cells = points.flatMap(({ name, key, value }) => {
    const [, week, later] = /^(\d{4}-\d\d-\d\d)\+(\d+)$/.exec(key) ?? [];
    return week && later ? [{ name, week, later: Number(later), value: Number(value) }] : [];
  });
  const weeks = [...Map.groupBy(cells, ({ week }) => week)].map(([week, own]) => {
    const of = (name: string, later: number) =>
      own.find((cell) => cell.name === name && cell.later === later)?.value ?? 0;
    const most = Math.max(...own.map(({ later }) => later));
    return {
      week,
      size: of("cohort-size", 0),
      later: Array.from({ length: most + 1 }, (_, later) => ({
        active: of("cohort-active", later),
        paying: of("cohort-paying", later),
      })),
    };
  });
  return weeks.toSorted((a, b) => (a.week < b.week ? 1 : -1));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
