import { type Figure, onlyShare, type Share } from "./figure";
import { daysUpTo } from "./windows";

const DAYS = 30;

/**
 * Of the invoices that somebody tried to pay, how many are paid. Window: invoices written in the
 * last 30 days. Left out: those over nothing, voids and drafts, and a bank debit that is still
 * under way, which is open and has never failed. An invoice counts once, however often it was
 * tried: a retry that succeeds makes it a success. What is refunded later was paid all the same.
 */
export const paymentSuccess: Figure = {
  goalPercent: 95,
  windowOf: (day) => daysUpTo(day, DAYS),
  count: async (tx, { from, to }) =>
    onlyShare(
      await tx.$queryRaw<Share[]>`
        SELECT count(*)::int AS denominator,
          count(*) FILTER (WHERE status = 'paid')::int AS numerator
        FROM billing_invoice
        WHERE created_at >= ${from} AND created_at < ${to} AND due_minor > 0
          AND ((status = 'paid' AND paid_minor > 0)
            OR (status IN ('open', 'uncollectible') AND first_failed_at IS NOT NULL))`,
    ),
};
