import { freshUntil } from "@/lib/auth/fresh";
import { isOperatorAddress } from "@/lib/auth/operators";
import { holdsSeat, leastRole, parseRole } from "@/lib/auth/permissions";
import type { Scope, ScopeTeam } from "@/lib/auth/scope";
import type { Entitlement } from "@/lib/billing/entitlement";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { clock } from "@/lib/clock";
import { onceAsAccounts, type Tx } from "@/lib/db";
import { isLocale } from "@/lib/i18n/locales";
import { shareReads } from "@/lib/share-reads";

/** How often "last seen" is written while somebody browses. */
const TOUCH_AFTER_MS = 10 * 60_000;

interface SessionRow {
  userId: string;
  email: string;
  isVerified: boolean;
  locale: string;
  lastSeenAt: Date;
  /** When the person signed in or last confirmed that it is them. */
  provedAt: Date;
  teamId: string | null;
  teamName: string | null;
  role: string | null;
  /** Members of the team who come before: the owner, and whoever is in it for longer. */
  before: number;
  projectId: string | null;
  hasFactor: boolean;
  /** The team asks everybody for a second step. */
  asksSecondStep: boolean;
}

/**
 * The scope a session stands for now, or `null` when its row is gone, has run out, or its user is
 * disabled. Team, role and tier are read anew each time, so a change holds from the next request. The
 * team is the one this browser switched to, else, and once the person has left it, their first.
 */
export function readSession(sessionId: string, address: string): Promise<Scope | null> {
  return shared(`${sessionId} ${address}`, () => readNow(sessionId, address));
}

/** A page asks for several things at once, each time as the same person. */
const shared = shareReads<Scope | null>();

async function readNow(sessionId: string, address: string): Promise<Scope | null> {
  const now = clock.now();
  const row = await onceAsAccounts((db) => findSession(db, sessionId, now));
  if (!row) return null;
  const { teamId, lastSeenAt } = row;
  if (now.getTime() - lastSeenAt.getTime() > TOUCH_AFTER_MS) await touch(sessionId, now);
  return {
    actor: {
      kind: "user",
      userId: row.userId,
      sessionId,
      freshUntil: freshUntil(row.provedAt),
      ...(row.hasFactor && { hasFactor: true }),
      ...(row.isVerified && isOperatorAddress(row.email) && { isOperator: true }),
    },
    team: teamId
      ? teamOf(row, await onceAsAccounts((db) => teamEntitlement(db, teamId, now)))
      : null,
    locale: isLocale(row.locale) ? row.locale : "en",
    address,
  };
}

function touch(id: string, lastSeenAt: Date) {
  return onceAsAccounts((db) => db.session.updateMany({ where: { id }, data: { lastSeenAt } }));
}

async function findSession(tx: Tx, id: string, now: Date): Promise<SessionRow | undefined> {
  const [row] = await tx.$queryRaw<SessionRow[]>`
    SELECT u.id AS "userId", u.email, u.email_verified_at IS NOT NULL AS "isVerified", u.locale, s.last_seen_at AS "lastSeenAt",
           COALESCE(s.confirmed_at, s.created_at) AS "provedAt",
           t.id AS "teamId", t.name AS "teamName", m.role, p.id AS "projectId",
           t.second_step_since IS NOT NULL AS "asksSecondStep",
           EXISTS (SELECT 1 FROM totp WHERE user_id = u.id AND confirmed_at IS NOT NULL)
             OR EXISTS (SELECT 1 FROM passkey WHERE user_id = u.id) AS "hasFactor",
           (SELECT count(*)::int FROM membership o WHERE o.team_id = m.team_id AND o.id <> m.id
             AND (o.role = 'owner' OR (o.created_at, o.id) < (m.created_at, m.id))) AS "before"
    FROM session s
    JOIN app_user u ON u.id = s.user_id
    LEFT JOIN membership m ON m.user_id = u.id
    LEFT JOIN team t ON t.id = m.team_id
    LEFT JOIN project p ON p.team_id = t.id AND p.is_default
    WHERE s.id = ${id} AND s.expires_at > ${now} AND u.disabled_at IS NULL
    ORDER BY COALESCE(m.team_id = s.active_team_id, false) DESC, m.created_at, m.id
    LIMIT 1`;
  return row;
}

function teamOf(row: SessionRow, { tier, seats }: Entitlement): ScopeTeam | null {
  const { teamId, teamName, projectId, before } = row;
  if (!teamId || !teamName || !projectId) return null;
  const role = parseRole(row.role ?? "");
  const hasSeat = holdsSeat(role, { before, seats });
  return {
    id: teamId,
    name: teamName,
    tier,
    role: hasSeat ? role : leastRole,
    ...(!hasSeat && { lacksSeat: true }),
    ...(row.asksSecondStep && !row.hasFactor && { lacksSecondStep: true }),
    defaultProjectId: projectId,
  };
}
