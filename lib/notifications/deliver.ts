import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import type { EventType } from "@/lib/events/catalog";
import { log } from "@/lib/log";
import type { Channel, Outcome } from "@/lib/notifications/channels/contract";
import { findChannel } from "@/lib/notifications/channels/registry";
import { type Facts, renderEvent } from "@/lib/notifications/render";
import { type Claim, settle } from "@/lib/notifications/settle";

/** Longer than any channel may take, so that a lease runs out only when its worker is gone. */
const LEASE_SECONDS = 60;

/** Told to the address that was, whatever became of the link to the new one. */
const toOldAddress: EventType = "account.email-changed";
/** Told to one person, and only while they are in the team. */
const forMembers: readonly EventType[] = [
  "price.alert-fired",
  "members.role-changed",
  "members.seat-lost",
];

interface Claimed extends Claim, Facts {
  readonly channel: string;
  readonly email: string;
  /** Still somebody this event may be told to. */
  readonly mayHear: boolean;
}

/**
 * Sends one delivery if it is due and nobody else is at it. The row says `sending` before anything
 * leaves; a crash from there on is found by its lease and never becomes a silent second send.
 */
export async function deliver(deliveryId: string): Promise<void> {
  const claimed = await asWorker((tx) => claim(tx, deliveryId));
  if (!claimed) return;
  const outcome = await send(claimed);
  await asWorker((tx) => settle(tx, claimed, { outcome, now: clock.now() }));
  const { id, type, attempt } = claimed;
  const say = outcome.kind === "sent" ? log.info : log.warn;
  say("delivery tried", { deliveryId: id, type, attempt, outcome: outcome.kind });
}

async function claim(tx: Tx, id: string): Promise<Claimed | undefined> {
  const now = clock.now();
  const [row] = await tx.$queryRaw<Claimed[]>`
    WITH mine AS (
      UPDATE delivery SET state = 'sending', fence = fence + 1, attempt = attempt + 1,
        lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ${id} AND state IN ('queued', 'retry') AND run_after <= ${now}
      RETURNING id, fence, attempt, repeated, channel, event_id, user_id
    )
    SELECT mine.id, mine.fence, mine.attempt, mine.repeated, mine.channel,
      e.type, e.data, e.deployment_id AS "deploymentId", t.name AS "teamName",
      COALESCE(i.email, CASE WHEN e.type = ${toOldAddress} THEN c.old_email ELSE c.new_email END, u.email) AS email,
      COALESCE(u.name, o.name) AS "userName", COALESCE(i.locale, o.locale, u.locale) AS locale,
      CASE WHEN c.id IS NOT NULL
        THEN e.type = ${toOldAddress} OR (c.expires_at > ${now} AND c.used_at IS NULL)
      WHEN i.id IS NOT NULL THEN i.expires_at > ${now} AND i.accepted_at IS NULL
        AND i.declined_at IS NULL AND i.revoked_at IS NULL
      ELSE u.disabled_at IS NULL AND (
        (e.user_id = u.id AND NOT e.type = ANY(${forMembers})) OR EXISTS (
          SELECT 1 FROM membership m WHERE m.team_id = e.team_id AND m.user_id = u.id
        )) END AS "mayHear"
    FROM mine JOIN event e ON e.id = mine.event_id JOIN team t ON t.id = e.team_id
    LEFT JOIN app_user u ON u.id = mine.user_id
    LEFT JOIN team_invite i ON i.id = mine.user_id
    LEFT JOIN email_change c ON c.id = mine.user_id
    LEFT JOIN app_user o ON o.id = c.user_id
    WHERE u.id IS NOT NULL OR i.id IS NOT NULL OR c.id IS NOT NULL`;
  return row;
}

async function send(claimed: Claimed): Promise<Outcome> {
  const channel = findChannel(claimed.channel);
  if (!channel) return { kind: "dead", failure: "channel is unknown" };
  if (!claimed.mayHear)
    return { kind: "dead", failure: "left the team, is disabled, or the invitation ended" };
  const message = renderEvent(claimed);
  if (!message) return { kind: "dead", failure: "event is not told" };
  const telling = { deliveryId: claimed.id, to: claimed.email, message };
  return withinLimit(channel, channel.send(telling));
}

/** A channel that does not come back may have sent. */
async function withinLimit({ limitMs }: Channel, sending: Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Outcome>((resolve) => {
    const outcome = { kind: "uncertain", failure: "no answer in time" } as const;
    timer = setTimeout(() => resolve(outcome), limitMs);
  });
  try {
    return await Promise.race([sending, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
