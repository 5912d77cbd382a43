import { addDays } from "@/lib/history/days";
import { type Figure, onlyShare, type Share } from "./figure";
import { isKept } from "./kept-invoices";
import { daysUpTo } from "./windows";

const SIGN_UP_DAYS = 90;
/** How long a team has for its first payment. */
const DAYS_TO_PAY = 30;

/**
 * Of the teams that signed up, how many paid within 30 days. Window: 90 days of sign-ups, the last
 * of which has had its 30 days. Every team counts, whether its address was verified or not; paid
 * means an invoice over more than nothing whose money was kept.
 */
export const conversion: Figure = {
  goalPercent: 5,
  windowOf: (day) => daysUpTo(addDays(day, -DAYS_TO_PAY), SIGN_UP_DAYS),
  count: async (tx, { from, to }) =>
    onlyShare(
      await tx.$queryRaw<Share[]>`
        SELECT count(*)::int AS denominator, count(*) FILTER (WHERE EXISTS (
          SELECT 1 FROM billing_invoice i
          WHERE i.team_id = t.id AND ${isKept} AND i.paid_at >= t.created_at
            AND i.paid_at < t.created_at + make_interval(days => ${DAYS_TO_PAY}::int)))::int AS numerator
        FROM team t WHERE t.created_at >= ${from} AND t.created_at < ${to}`,
    ),
};
