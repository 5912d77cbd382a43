import { setTimeout } from "node:timers/promises";
import { takeTurn } from "@/lib/call-limits/take-turn";
import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import type { EventType } from "@/lib/events/catalog";
import { log } from "@/lib/log";
import type { Channel, Message, Outcome } from "@/lib/notifications/channels/contract";
import { findChannel } from "@/lib/notifications/channels/registry";
import { atDeliveryPoint } from "@/lib/notifications/delivery-points";
import { readSecrets } from "@/lib/notifications/kept/read-secrets";
import { fingerprintOf, openAddress } from "@/lib/notifications/kept/seal-address";
import { type Facts, renderEvent } from "@/lib/notifications/render";
import { renderGathered } from "@/lib/notifications/render-gathered";
import { OWN_MAIL } from "@/lib/notifications/rules/types";
import { type Claim, putBack, settle } from "@/lib/notifications/settle";

/** So long a worker waits for a message's turn; what comes later is put back. */
const MOST_WAIT_MS = 1_500;
/** Longer than any channel may take with such a wait, so that a lease runs out only when its worker is gone. */
const LEASE_SECONDS = 60;

/** Told to the address that was, whatever became of the link to the new one. */
const toOldAddress: EventType = "account.email-changed";
/** Several that waited, in one. */
const gathered: EventType = "notices.gathered";
/** Told to one person, and only while they are in the team. */
const forMembers: readonly EventType[] = [
  "price.alert-fired",
  "members.role-changed",
  "members.seat-lost",
];

interface Claimed extends Claim, Facts {
  readonly teamId: string;
  readonly at: Date;
  /** The kind of the channel; null: it was taken away. */
  readonly kind: string | null;
  readonly email: string | null;
  /** Where the channel leads, sealed; null for a person's own mail. */
  readonly kekId: string | null;
  readonly wrappedKey: string;
  readonly ciphertext: string;
  /** Still somebody, or some place, that this event may be told to. */
  readonly mayHear: boolean;
  /** The address takes no mail, or its reader wants none: only what opens or guards the account goes there. */
  readonly mailEnded: boolean;
}

/**
 * Sends one delivery if it is due and nobody else is at it. The row says `sending` before anything
 * leaves; a crash from there on is found by its lease and never becomes a silent second send.
 */
export async function deliver(deliveryId: string): Promise<void> {
  const claimed = await atDeliveryPoint("claim", () => asWorker((tx) => claim(tx, deliveryId)));
  if (!claimed) return;
  const outcome = await atDeliveryPoint("send", () => send(claimed));
  if (outcome.kind === "not-tried") {
    await asWorker((tx) => putBack(tx, claimed, { waitMs: outcome.waitMs, now: clock.now() }));
    return;
  }
  await atDeliveryPoint("settle", () =>
    asWorker((tx) => settle(tx, claimed, { outcome, now: clock.now() })),
  );
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
      WHERE id = ${id} AND state IN ('queued', 'retry') AND held IS NULL AND run_after <= ${now}
        AND NOT EXISTS (
          SELECT 1 FROM notification_channel h WHERE h.id = delivery.channel AND h.held_until > ${now})
      RETURNING id, fence, attempt, repeated, channel, event_id, user_id
    )
    SELECT mine.id, mine.fence, mine.attempt, mine.repeated, mine.channel, mine.user_id AS "userId",
      e.type, e.data, e.at, e.deployment_id AS "deploymentId", e.incident_id AS "incidentId", e.team_id AS "teamId", t.name AS "teamName",
      COALESCE(i.email, CASE WHEN e.type = ${toOldAddress} THEN c.old_email ELSE c.new_email END, u.email) AS email,
      COALESCE(u.name, o.name) AS "userName", COALESCE(i.locale, o.locale, u.locale, n.locale, 'en') AS locale,
      CASE WHEN mine.channel = ${OWN_MAIL} THEN ${OWN_MAIL} ELSE n.kind END AS kind,
      n.kek_id AS "kekId", n.wrapped_key AS "wrappedKey", n.ciphertext,
      COALESCE(
        (SELECT x.event_id FROM escalation x WHERE x.event_id = e.id AND x.acknowledged_at IS NULL),
        (SELECT e.id FROM incident d WHERE d.id = e.incident_id AND d.acknowledged_at IS NULL AND d.ended_at IS NULL)
      ) AS "toAcknowledge",
      (mine.channel = ${OWN_MAIL} AND u.mail_ended_at IS NOT NULL AND NOT starts_with(e.type, 'account.')) AS "mailEnded",
      CASE WHEN mine.channel <> ${OWN_MAIL} AND COALESCE(n.state <> 'active', true) THEN false
      WHEN n.id = mine.user_id THEN true
      WHEN c.id IS NOT NULL
        THEN e.type = ${toOldAddress} OR (c.expires_at > ${now} AND c.used_at IS NULL)
      WHEN i.id IS NOT NULL THEN i.expires_at > ${now} AND i.accepted_at IS NULL
        AND i.declined_at IS NULL AND i.revoked_at IS NULL
      ELSE COALESCE(u.disabled_at IS NULL AND (
        (e.user_id = u.id AND NOT e.type = ANY(${forMembers})) OR EXISTS (
          SELECT 1 FROM membership m WHERE m.team_id = e.team_id AND m.user_id = u.id
        )), false) END AS "mayHear"
    FROM mine JOIN event e ON e.id = mine.event_id JOIN team t ON t.id = e.team_id
    LEFT JOIN app_user u ON u.id = mine.user_id
    LEFT JOIN team_invite i ON i.id = mine.user_id
    LEFT JOIN email_change c ON c.id = mine.user_id
    LEFT JOIN app_user o ON o.id = c.user_id
    LEFT JOIN notification_channel n ON n.id = mine.channel AND n.team_id = e.team_id`;
  return row;
}

/** How a try ended, or that its turn has not come. */
type Ending = Outcome | { readonly kind: "not-tried"; readonly waitMs: number };

async function send(claimed: Claimed): Promise<Ending> {
  const channel = claimed.kind === null ? undefined : findChannel(claimed.kind);
  if (!channel) return { kind: "dead", failure: "channel was removed" };
  if (!claimed.mayHear)
    return { kind: "dead", failure: "left the team, is disabled, or the invitation ended" };
  if (claimed.mailEnded) return { kind: "dead", failure: "mail to this address has ended" };
  const message = await messageOf(claimed);
  if (!message) return { kind: "dead", failure: "event is not told" };
  const { id, type, at, teamId, deploymentId, data } = claimed;
  const event = { type, at, teamId, deploymentId, data };
  const telling = { deliveryId: id, message, event, ...(await placeOf(claimed, channel)) };
  const buckets = channel.paceOf?.(telling.to, fingerprintOf(channel.kind, telling.to)) ?? [];
  const turn = await takeTurn(buckets, MOST_WAIT_MS);
  if (!turn.isTaken) return { kind: "not-tried", waitMs: turn.waitMs };
  await setTimeout(turn.waitMs);
  return withinLimit(channel, channel.send(telling));
}

function messageOf(claimed: Claimed): Promise<Message | null> | Message | null {
  if (claimed.type === gathered) return renderGathered(claimed);
  const { email, userId, teamId, channel } = claimed;
  const isOwnMail = channel === OWN_MAIL && email !== null;
  return renderEvent({ ...claimed, reader: isOwnMail ? { teamId, userId } : null });
}

/** Where it goes and what signs it, opened now and forgotten after. */
async function placeOf({ channel: id, teamId, email, ...row }: Claimed, { signs }: Channel) {
  const { kekId, wrappedKey, ciphertext } = row;
  if (kekId === null) return { to: email ?? "", secrets: [] };
  const to = openAddress({ id, teamId, kekId, wrappedKey, ciphertext });
  return { to, secrets: signs ? await readSecrets(id) : [] };
}

/** A channel that does not come back may have sent. */
async function withinLimit({ limitMs }: Channel, sending: Promise<Outcome>): Promise<Outcome> {
  const over = new AbortController();
  const outcome = { kind: "uncertain", failure: "no answer in time" } as const;
  const tooLate = setTimeout(limitMs, outcome, { signal: over.signal });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([sending, tooLate]);
  } finally {
    over.abort();
  }
}
