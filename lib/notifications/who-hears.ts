import type { Tx } from "@/lib/db";
import type { EventType } from "@/lib/events/catalog";

/** Goes to an address that is not verified yet, because it is what verifies it. */
const toUnverified: readonly EventType[] = ["account.verification-asked"];
/** Go to an address of a change of address, under the change's id. */
const toChange: readonly EventType[] = ["account.email-change-asked", "account.email-changed"];
/** Goes to the address of an invitation instead of the team. */
const toInvited: EventType = "members.invited";

/** Somebody who is told of an event. */
export interface Hearing {
  readonly eventId: string;
  /** A person's id; of an invitation, or a change of address, its own. */
  readonly recipient: string;
  readonly isPerson: boolean;
}

/**
 * Who hears of events: the one person an event is about, otherwise the team's owners and admins and
 * whoever made the deployment, each with a verified address; of an invitation, or a change of address,
 * that address under its id.
 */
export async function whoHears(
  tx: Tx,
  told: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Hearing[]>> {
  const ids = told.map(({ id }) => id);
  const rows = await tx.$queryRaw<Hearing[]>`
    WITH told AS (
      SELECT id, team_id, type, deployment_id, user_id, data FROM event WHERE id = ANY(${ids})
    )
    SELECT f.id AS "eventId", u.id AS recipient, true AS "isPerson"
    FROM told f JOIN app_user u ON u.id = f.user_id
    WHERE u.disabled_at IS NULL AND NOT f.type = ANY(${toChange})
      AND (u.email_verified_at IS NOT NULL OR f.type = ANY(${toUnverified}))
    UNION
    SELECT f.id, u.id, true
    FROM told f
    JOIN membership m ON m.team_id = f.team_id
    JOIN app_user u ON u.id = m.user_id
    LEFT JOIN deployment d ON d.id = f.deployment_id
    WHERE f.user_id IS NULL AND f.type <> ${toInvited} AND u.disabled_at IS NULL
      AND u.email_verified_at IS NOT NULL AND (m.role IN ('owner', 'admin') OR d.created_by = u.id)
    UNION
    SELECT f.id, i.id, false
    FROM told f JOIN team_invite i ON i.id = f.data->>'inviteId' WHERE f.type = ${toInvited}
    UNION
    SELECT f.id, c.id, false
    FROM told f JOIN email_change c ON c.id = f.data->>'changeId' WHERE f.type = ANY(${toChange})`;
  return Map.groupBy(rows, ({ eventId }) => eventId);
}
