import type { Tx } from "@/lib/db";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { type FoundTeams, findTeamInput, foundTeams } from "./schema";

const MOST_FOUND = 50;

interface FoundRow {
  readonly id: string;
  readonly name: string;
  readonly owner: string | null;
  readonly members: number;
  readonly customerId: string | null;
  readonly createdAt: Date;
}

/**
 * Finds teams by a part of their name or of a member's address, by their id, or by the payment
 * service's id of their customer, a subscription or an invoice. The newest fifty.
 */
export const findTeam = defineOperatorVerb({
  name: "admin.find-team",
  input: findTeamInput,
  output: foundTeams,
  audit: ({ words }, { teams }) => ({ details: { words, found: teams.length } }),
  run: ({ tx }, { words }) => find(tx, words),
});

async function find(tx: Tx, words: string): Promise<FoundTeams> {
  const rows = await tx.$queryRaw<FoundRow[]>`
    SELECT t.id, t.name, c.customer_id AS "customerId", t.created_at AS "createdAt",
      (SELECT count(*)::int FROM membership m WHERE m.team_id = t.id) AS members,
      (SELECT u.email FROM membership m JOIN app_user u ON u.id = m.user_id
        WHERE m.team_id = t.id AND m.role = 'owner' ORDER BY m.created_at LIMIT 1) AS owner
    FROM team t LEFT JOIN billing_customer c ON c.team_id = t.id
    WHERE t.id = ${words} OR c.customer_id = ${words}
      OR strpos(lower(t.name), lower(${words})) > 0
      OR EXISTS (
        SELECT 1 FROM membership m JOIN app_user u ON u.id = m.user_id
        WHERE m.team_id = t.id AND strpos(lower(u.email), lower(${words})) > 0)
      OR EXISTS (SELECT 1 FROM subscription s WHERE s.team_id = t.id AND s.id = ${words})
      OR EXISTS (
        SELECT 1 FROM billing_invoice i
        WHERE i.team_id = t.id AND (i.id = ${words} OR i.number = ${words}))
    ORDER BY t.created_at DESC, t.id LIMIT ${MOST_FOUND}`;
  return { teams: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })) };
}
