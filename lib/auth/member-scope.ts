import { holdsSeat, leastRole, parseRole } from "@/lib/auth/permissions";
import type { ScopeTeam, TeamScope } from "@/lib/auth/scope";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { clock } from "@/lib/clock";
import { asAccounts, type Tx } from "@/lib/db";
import { isLocale } from "@/lib/i18n/locales";

interface MemberRow {
  readonly locale: string;
  readonly teamName: string;
  readonly role: string;
  readonly before: number;
  readonly projectId: string;
  readonly lacksSecondStep: boolean;
}

/**
 * What a person may do in a team now, where they act from outside of a browser; `null` when they are
 * disabled or not in it any more. Read anew each time, like a session.
 */
export function memberScope(userId: string, teamId: string): Promise<TeamScope | null> {
  const now = clock.now();
  return asAccounts(async (tx) => {
    const row = await findMember(tx, userId, teamId);
    if (!row) return null;
    const { tier, seats } = await teamEntitlement(tx, teamId, now);
    const role = parseRole(row.role);
    const hasSeat = holdsSeat(role, { before: row.before, seats });
    const team: ScopeTeam = {
      id: teamId,
      name: row.teamName,
      tier,
      role: hasSeat ? role : leastRole,
      ...(!hasSeat && { lacksSeat: true }),
      ...(row.lacksSecondStep && { lacksSecondStep: true }),
      defaultProjectId: row.projectId,
    };
    const locale = isLocale(row.locale) ? row.locale : "en";
    return { actor: { kind: "user", userId, sessionId: null }, team, locale, address: null };
  });
}

async function findMember(tx: Tx, userId: string, teamId: string): Promise<MemberRow | undefined> {
  const [row] = await tx.$queryRaw<MemberRow[]>`
    SELECT u.locale, t.name AS "teamName", m.role, p.id AS "projectId",
      (SELECT count(*)::int FROM membership o WHERE o.team_id = m.team_id AND o.id <> m.id
        AND (o.role = 'owner' OR (o.created_at, o.id) < (m.created_at, m.id))) AS "before",
      t.second_step_since IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM totp WHERE user_id = u.id AND confirmed_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM passkey WHERE user_id = u.id) AS "lacksSecondStep"
    FROM membership m JOIN app_user u ON u.id = m.user_id JOIN team t ON t.id = m.team_id
    JOIN project p ON p.team_id = t.id AND p.is_default
    WHERE m.user_id = ${userId} AND m.team_id = ${teamId} AND u.disabled_at IS NULL`;
  return row;
}
