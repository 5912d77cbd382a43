import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { tierHas } from "@/lib/billing/tiers";
import { asWorker, type Tx } from "@/lib/db";
import { type EventType, events, parseEventType } from "@/lib/events/catalog";

const AT_ONCE = 500;

const typesOf = (mail: "always" | "notifications") =>
  Object.keys(events).filter((type) => {
    const known: EventType | null = parseEventType(type);
    return known !== null && events[known].mail === mail;
  });
const told = typesOf("always");
/** Told to teams whose tier has it; the others see it on screen. */
const toldWithTier = typesOf("notifications");
/** Goes to an address that is not verified yet, because it is what verifies it. */
const toUnverified: readonly EventType[] = ["account.verification-asked"];
/** Go to an address of a change of address, under the change's id. */
const toChange: readonly EventType[] = ["account.email-change-asked", "account.email-changed"];
/** Goes to the address of an invitation instead of the team. */
const toInvited: EventType = "members.invited";

/**
 * Turns new events into deliveries, in one statement, oldest first. Runs beside itself and twice
 * without telling anybody twice: a delivery is unique by event, person and channel. Who hears: the
 * one person an event is about, otherwise the team's owners and admins and whoever made the
 * deployment, each with a verified address; of an invitation, or a change of address, that address under its id.
 * Machines are told about to teams whose tier has notifications. Answers how many deliveries it made.
 */
export async function fanOut(now: Date): Promise<number> {
  return asWorker(async (tx) => {
    const fresh = await tx.$queryRaw<FreshEvent[]>`
      SELECT id, team_id AS "teamId", type FROM event
      WHERE fanned_out_at IS NULL ORDER BY at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`;
    if (fresh.length === 0) return 0;
    const hearing = await teamsWithNotifications(tx, fresh, now);
    const heard = fresh.filter(
      ({ type, teamId }) =>
        told.includes(type) || (toldWithTier.includes(type) && hearing.has(teamId)),
    );
    return tell(tx, { fresh: idsOf(fresh), heard: idsOf(heard), now });
  });
}

interface FreshEvent {
  readonly id: string;
  readonly teamId: string;
  readonly type: string;
}

const idsOf = (some: readonly FreshEvent[]) => some.map(({ id }) => id);

async function teamsWithNotifications(
  tx: Tx,
  fresh: readonly FreshEvent[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const asked = fresh.filter(({ type }) => toldWithTier.includes(type));
  const teams = new Set<string>();
  for (const teamId of new Set(asked.map((event) => event.teamId))) {
    const { tier } = await teamEntitlement(tx, teamId, now);
    if (tierHas(tier, "notifications")) teams.add(teamId);
  }
  return teams;
}

interface Telling {
  readonly fresh: string[];
  readonly heard: string[];
  readonly now: Date;
}

function tell(tx: Tx, { fresh, heard, now }: Telling): Promise<number> {
  return tx.$executeRaw`
      WITH told AS (
        SELECT id, team_id, type, deployment_id, user_id, data, at FROM event WHERE id = ANY(${heard})
      ), marked AS (
        UPDATE event SET fanned_out_at = ${now} WHERE id = ANY(${fresh})
      ), heard AS (
        SELECT f.id AS event_id, f.team_id, u.id AS user_id
        FROM told f JOIN app_user u ON u.id = f.user_id
        WHERE u.disabled_at IS NULL AND NOT f.type = ANY(${toChange})
          AND (u.email_verified_at IS NOT NULL OR f.type = ANY(${toUnverified}))
        UNION
        SELECT f.id, f.team_id, u.id
        FROM told f
        JOIN membership m ON m.team_id = f.team_id
        JOIN app_user u ON u.id = m.user_id
        LEFT JOIN deployment d ON d.id = f.deployment_id
        WHERE f.user_id IS NULL AND f.type <> ${toInvited} AND u.disabled_at IS NULL AND u.email_verified_at IS NOT NULL
          AND (m.role IN ('owner', 'admin') OR d.created_by = u.id)
        UNION
        SELECT f.id, f.team_id, i.id
        FROM told f JOIN team_invite i ON i.id = f.data->>'inviteId'
        WHERE f.type = ${toInvited}
        UNION
        SELECT f.id, f.team_id, c.id
        FROM told f JOIN email_change c ON c.id = f.data->>'changeId'
        WHERE f.type = ANY(${toChange})
      )
      INSERT INTO delivery
        (id, team_id, event_id, user_id, channel, state, run_after, created_at)
      SELECT 'dlv_' || left(replace(gen_random_uuid()::text, '-', ''), 20), heard.team_id,
        event_id, heard.user_id, 'email', 'queued', ${now}, ${now}
      FROM heard JOIN told ON told.id = event_id
      ORDER BY told.at, told.id
      ON CONFLICT (event_id, user_id, channel) DO NOTHING`;
}
