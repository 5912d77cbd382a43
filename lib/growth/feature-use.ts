import { features, limitOf, tierOf, tiers } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import type { Figure } from "./figure";
import { subscriptionsAt } from "./subscriptions-at";
import { daysUpTo, endedBy, type Window } from "./windows";

const DAYS = 28;

const [least] = tiers;
/** What Basic does not have. */
const paidFeatures = features.filter((feature) => tierOf(feature) !== least);
/** Kinds of events that are told only to teams with notifications. */
const GATED_KINDS = "^(deployment|machine)\\.";

/**
 * Of the teams on a paid tier at the end of the window, how many used at least one thing that Basic
 * does not have, within 28 days: did something that asks for such a feature, were sent something
 * that only those with notifications are sent, or have more keys or alerts than Basic allows.
 */
export const featureUse: Figure = {
  goalPercent: 80,
  windowOf: (day) => daysUpTo(day, DAYS),
  count: async (tx, window, now) => {
    const held = await subscriptionsAt(tx, endedBy(window, now));
    const teams = [...new Set(held.map(({ teamId }) => teamId))];
    return { numerator: await countUsing(tx, teams, window), denominator: teams.length };
  },
};

async function countUsing(tx: Tx, teams: readonly string[], { from, to }: Window): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM unnest(${[...teams]}::text[]) AS paying(id)
    WHERE EXISTS (
        SELECT 1 FROM audit_entry WHERE team_id = paying.id AND at >= ${from} AND at < ${to}
          AND feature = ANY(${paidFeatures}::text[]))
      OR EXISTS (
        SELECT 1 FROM delivery d JOIN event e ON e.id = d.event_id
        WHERE d.team_id = paying.id AND d.state = 'sent' AND e.type ~ ${GATED_KINDS}
          AND d.ended_at >= ${from} AND d.ended_at < ${to})
      OR (
        SELECT count(*) FROM provider_key
        WHERE team_id = paying.id AND state <> 'removed' AND created_at < ${to}
      ) > ${limitOf(least, "provider-keys")}::int
      OR (
        SELECT count(*) FROM price_alert
        WHERE team_id = paying.id AND state = 'on' AND created_at < ${to}
      ) > ${limitOf(least, "price-alerts")}::int`;
  return row?.count ?? 0;
}
