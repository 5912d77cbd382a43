import type { Tx } from "@/lib/db";
import type { EventType } from "@/lib/events/catalog";
import { dayOf } from "@/lib/history/days";
import { defaultLocale, locales } from "@/lib/i18n/locales";
import { isKept } from "./kept-invoices";
import { type FunnelStep, funnelSteps, type Point } from "./points";
import { daysUpTo } from "./windows";

const DAYS = 90;
const MOST_PAGES = 20;
/** Keys of points that are no path. */
export const UNKNOWN_PAGE = "";
export const OTHER_PAGES = "*";

const keyAdded: EventType = "key.added";
const launched: EventType = "deployment.requested";

type PageRow = { readonly page: string } & Readonly<Record<FunnelStep, number>>;

/**
 * Of the people who signed up in the last 90 days, by the page they first came to: how many
 * verified their address, and how many of the teams they own added a key, launched, paid. The
 * twenty pages with most sign-ups, the rest together.
 */
export async function funnel(tx: Tx, now: Date): Promise<Point[]> {
  const rows = await countByPage(tx, now);
  return [...rows.slice(0, MOST_PAGES), ...together(rows.slice(MOST_PAGES))].flatMap((row) =>
    funnelSteps.map((step) => ({
      name: `funnel-${step}` as const,
      key: row.page,
      value: BigInt(row[step]),
    })),
  );
}

function together(rows: readonly PageRow[]): PageRow[] {
  if (rows.length === 0) return [];
  const sum = (step: FunnelStep) => rows.reduce((total, row) => total + row[step], 0);
  return [
    {
      page: OTHER_PAGES,
      "signed-up": sum("signed-up"),
      verified: sum("verified"),
      "key-added": sum("key-added"),
      launched: sum("launched"),
      paid: sum("paid"),
    },
  ];
}

/** A page is one page in every language and with every question mark. */
function countByPage(tx: Tx, now: Date): Promise<PageRow[]> {
  const { from, to } = daysUpTo(dayOf(now), DAYS);
  const prefix = `^/(${locales.filter((one) => one !== defaultLocale).join("|")})(?=/|$)`;
  return tx.$queryRaw<PageRow[]>`
    WITH person AS (
      SELECT u.id, u.email_verified_at IS NOT NULL AS verified, CASE
          WHEN u.entry_page IS NULL THEN ${UNKNOWN_PAGE}
          ELSE coalesce(nullif(
            regexp_replace(regexp_replace(u.entry_page, '[?#].*$', ''), ${prefix}, ''), ''), '/')
        END AS page,
        ARRAY(SELECT m.team_id FROM membership m
          WHERE m.user_id = u.id AND m.role = 'owner') AS teams
      FROM app_user u WHERE u.created_at >= ${from} AND u.created_at < ${to}
    )
    SELECT page, count(*)::int AS "signed-up",
      count(*) FILTER (WHERE verified)::int AS verified,
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM event e WHERE e.team_id = ANY(teams) AND e.type = ${keyAdded}))::int
        AS "key-added",
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM event e WHERE e.team_id = ANY(teams) AND e.type = ${launched}))::int
        AS launched,
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM billing_invoice i WHERE i.team_id = ANY(teams) AND ${isKept}))::int AS paid
    FROM person GROUP BY page ORDER BY count(*) DESC, page`;
}
