import { isOperatorAddress } from "@/lib/auth/operators";
import { parseRole } from "@/lib/auth/permissions";
import type { Scope, ScopeTeam } from "@/lib/auth/scope";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tier } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asAccounts, type Tx } from "@/lib/db";
import { isLocale } from "@/lib/i18n/locales";

/** How often "last seen" is written while somebody browses. */
const TOUCH_AFTER_MS = 10 * 60_000;

interface SessionRow {
  userId: string;
  email: string;
  isVerified: boolean;
  locale: string;
  lastSeenAt: Date;
  teamId: string | null;
  teamName: string | null;
  role: string | null;
  projectId: string | null;
}

/**
 * The scope a session stands for now, or `null` when its row is gone, has run out, or its user is
 * disabled. Team, role and tier are read anew each time, so a change holds from the next request.
 */
export async function readSession(sessionId: string, address: string): Promise<Scope | null> {
  const now = clock.now();
  return asAccounts(async (tx) => {
    const row = await findSession(tx, sessionId, now);
    if (!row) return null;
    if (now.getTime() - row.lastSeenAt.getTime() > TOUCH_AFTER_MS) {
      await tx.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } });
    }
    return {
      actor: {
        kind: "user",
        userId: row.userId,
        sessionId,
        ...(row.isVerified && isOperatorAddress(row.email) && { isOperator: true }),
      },
      team: teamOf(row, await tierOf(tx, row, now)),
      locale: isLocale(row.locale) ? row.locale : "en",
      address,
    };
  });
}

async function findSession(tx: Tx, id: string, now: Date): Promise<SessionRow | undefined> {
  const [row] = await tx.$queryRaw<SessionRow[]>`
    SELECT u.id AS "userId", u.email, u.email_verified_at IS NOT NULL AS "isVerified", u.locale, s.last_seen_at AS "lastSeenAt",
           t.id AS "teamId", t.name AS "teamName", m.role, p.id AS "projectId"
    FROM session s
    JOIN app_user u ON u.id = s.user_id
    LEFT JOIN membership m ON m.user_id = u.id
    LEFT JOIN team t ON t.id = m.team_id
    LEFT JOIN project p ON p.team_id = t.id AND p.is_default
    WHERE s.id = ${id} AND s.expires_at > ${now} AND u.disabled_at IS NULL
    ORDER BY m.created_at, m.id
    LIMIT 1`;
  return row;
}

/** What its subscriptions give it now; nothing of it is remembered between requests. */
async function tierOf(tx: Tx, { teamId }: SessionRow, now: Date): Promise<Tier> {
  return teamId ? (await teamEntitlement(tx, teamId, now)).tier : "basic";
}

function teamOf(row: SessionRow, tier: Tier): ScopeTeam | null {
  const { teamId, teamName, role, projectId } = row;
  if (!teamId || !teamName || !projectId) return null;
  return {
    id: teamId,
    name: teamName,
    tier,
    role: parseRole(role ?? ""),
    defaultProjectId: projectId,
  };
}
