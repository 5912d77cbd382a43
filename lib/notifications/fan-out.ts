import { asWorker } from "@/lib/db";
import { type EventType, events, parseEventType } from "@/lib/events/catalog";

const AT_ONCE = 500;

const mailed = Object.keys(events).filter((type) => {
  const known: EventType | null = parseEventType(type);
  return known !== null && events[known].mail === "always";
});
/** Goes to an address that is not verified yet, because it is what verifies it. */
const toUnverified: readonly EventType[] = ["account.verification-asked"];
/** Goes to the address of an invitation instead of the team. */
const toInvited: EventType = "members.invited";

/**
 * Turns new events into deliveries, in one statement, oldest first. Runs beside itself and twice
 * without telling anybody twice: a delivery is unique by event, person and channel. Who hears: the
 * one person an event is about, otherwise the team's owners and admins and whoever made the
 * deployment, each with a verified address; of an invitation its address, under the invitation's id. Answers how many deliveries it made.
 */
export async function fanOut(now: Date): Promise<number> {
  return asWorker(
    (tx) => tx.$executeRaw`
      WITH fresh AS (
        SELECT id, team_id, type, deployment_id, user_id, data FROM event
        WHERE fanned_out_at IS NULL ORDER BY at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
      ), marked AS (
        UPDATE event SET fanned_out_at = ${now} WHERE id IN (SELECT id FROM fresh)
      ), heard AS (
        SELECT f.id AS event_id, f.team_id, u.id AS user_id
        FROM fresh f JOIN app_user u ON u.id = f.user_id
        WHERE u.disabled_at IS NULL
          AND (u.email_verified_at IS NOT NULL OR f.type = ANY(${toUnverified}))
          AND f.type = ANY(${mailed})
        UNION
        SELECT f.id, f.team_id, u.id
        FROM fresh f
        JOIN membership m ON m.team_id = f.team_id
        JOIN app_user u ON u.id = m.user_id
        LEFT JOIN deployment d ON d.id = f.deployment_id
        WHERE f.user_id IS NULL AND f.type <> ${toInvited} AND u.disabled_at IS NULL AND u.email_verified_at IS NOT NULL
          AND (m.role IN ('owner', 'admin') OR d.created_by = u.id)
          AND f.type = ANY(${mailed})
        UNION
        SELECT f.id, f.team_id, i.id
        FROM fresh f JOIN team_invite i ON i.id = f.data->>'inviteId'
        WHERE f.type = ${toInvited}
      )
      INSERT INTO delivery
        (id, team_id, event_id, user_id, channel, state, run_after, created_at)
      SELECT 'dlv_' || left(replace(gen_random_uuid()::text, '-', ''), 20), team_id, event_id,
        user_id, 'email', 'queued', ${now}, ${now}
      FROM heard
      ON CONFLICT (event_id, user_id, channel) DO NOTHING`,
  );
}
