import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { alarmsOfTeam } from "./alarms";
import { readTeamInput, type TeamDetails, teamDetails } from "./schema";
import { booksOfTeam } from "./team-books";

/**
 * Reads one team: what it has paid for, who is in it, and how many keys and machines it has. Never
 * a key, a machine's address or anything else a team keeps to itself. Throws `not-found`.
 */
export const readTeam = defineOperatorVerb({
  name: "admin.read-team",
  input: readTeamInput,
  output: teamDetails,
  audit: ({ teamId }) => ({ target: teamId }),
  async run({ tx, now }, { teamId }) {
    const team = await tx.team.findUnique({ where: { id: teamId } });
    if (!team) throw new AppError("not-found", "team-not-found");
    const { tier, seats, graceUntil } = await teamEntitlement(tx, teamId, now);
    return {
      id: team.id,
      name: team.name,
      createdAt: team.createdAt.toISOString(),
      settledTier: team.tier,
      tier,
      seats,
      graceUntil: graceUntil?.toISOString() ?? null,
      ...(await booksOfTeam(tx, teamId)),
      members: await membersOf(tx, teamId),
      ...(await countsOf(tx, teamId)),
      alarms: await alarmsOfTeam(tx, teamId),
    };
  },
});

interface MemberRow {
  readonly email: string;
  readonly name: string | null;
  readonly role: string;
  readonly isVerified: boolean;
  readonly isDisabled: boolean;
  readonly since: Date;
}

async function membersOf(tx: Tx, teamId: string): Promise<TeamDetails["members"]> {
  const rows = await tx.$queryRaw<MemberRow[]>`
    SELECT u.email, u.name, m.role, m.created_at AS since,
      u.email_verified_at IS NOT NULL AS "isVerified", u.disabled_at IS NOT NULL AS "isDisabled"
    FROM membership m JOIN app_user u ON u.id = m.user_id
    WHERE m.team_id = ${teamId} ORDER BY m.created_at, u.email`;
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

async function countsOf(tx: Tx, teamId: string) {
  const standing = { teamId, state: { not: "removed" } };
  return {
    keys: await tx.providerKey.count({ where: standing }),
    frozenKeys: await tx.providerKey.count({ where: { ...standing, frozenAt: { not: null } } }),
    deployments: await tx.deployment.count({ where: { teamId } }),
    liveDeployments: await tx.deployment.count({ where: { teamId, endedAt: null } }),
  };
}
