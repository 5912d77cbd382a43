import { dayOf } from "@/lib/history/days";
import { type Figure, onlyShare, type Share } from "./figure";
import { isKept } from "./kept-invoices";
import { lastTwoMonths, startOfMonth } from "./windows";

/**
 * Of the teams that paid for some time of month M-1, how many had paid for the end of month M, the
 * last whole calendar month. What an invoice pays for is its period, so a yearly payment counts in
 * each of its months; money that was refunded in full or taken back by the bank pays for nothing.
 */
export const retention: Figure = {
  goalPercent: 60,
  windowOf: lastTwoMonths,
  count: async (tx, { from, to }) => {
    const middle = startOfMonth(dayOf(from), 1);
    return onlyShare(
      await tx.$queryRaw<Share[]>`
        WITH paying AS (
          SELECT DISTINCT i.team_id FROM billing_invoice i
          WHERE ${isKept} AND i.covers_from < ${middle} AND i.covers_to > ${from}
        )
        SELECT count(*)::int AS denominator, count(*) FILTER (WHERE EXISTS (
          SELECT 1 FROM billing_invoice i WHERE i.team_id = paying.team_id AND ${isKept}
            AND i.covers_from < ${to} AND i.covers_to >= ${to}))::int AS numerator
        FROM paying`,
    );
  },
};
