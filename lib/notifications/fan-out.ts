import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { tierHas } from "@/lib/billing/tiers";
import { asWorker, type Tx } from "@/lib/db";
import { type EventType, events, parseEventType } from "@/lib/events/catalog";
import { isCritical } from "@/lib/notifications/critical";
import { openEscalations } from "@/lib/notifications/escalation/open-escalations";
import { isNeverByMail, isOnlyByMail } from "@/lib/notifications/only-by-mail";
import { groupOf } from "@/lib/notifications/rules/group-of";
import { type Reach, type ReachedChannel, readReach } from "@/lib/notifications/rules/read-reach";
import { type Route, route } from "@/lib/notifications/rules/route";
import { OWN_MAIL } from "@/lib/notifications/rules/types";
import { type Hearing, whoHears } from "@/lib/notifications/who-hears";
import { type NewDelivery, writeDeliveries } from "@/lib/notifications/write-deliveries";

const AT_ONCE = 500;

/** An event that nobody was told of yet. */
export interface FreshEvent {
  readonly id: string;
  readonly teamId: string;
  readonly type: string;
  readonly userId: string | null;
  readonly channelId: string | null;
}

/**
 * Turns new events into deliveries, oldest first. Runs beside itself and twice without telling anybody
 * twice: a delivery is unique by event, recipient and channel. Each goes where its people chose, at
 * once or when they want to hear; machines are told about to teams whose tier has notifications.
 * Answers how many deliveries it made.
 */
export async function fanOut(now: Date): Promise<number> {
  return asWorker(async (tx) => {
    const fresh = await tx.$queryRaw<FreshEvent[]>`
      SELECT id, team_id AS "teamId", type, user_id AS "userId", data->>'channelId' AS "channelId"
      FROM event WHERE fanned_out_at IS NULL ORDER BY at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`;
    if (fresh.length === 0) return 0;
    const ids = fresh.map(({ id }) => id);
    await tx.event.updateMany({ where: { id: { in: ids } }, data: { fannedOutAt: now } });
    const hearing = await teamsWithNotifications(tx, fresh, now);
    const told = fresh.filter((event) => isTold(event, hearing));
    if (told.length === 0) return 0;
    const reach = await readReach(tx, [...hearing]);
    const people = await whoHears(tx, told);
    const deliveries = told.flatMap((event) => deliveriesOf(event, { reach, people, now }));
    const made = await writeDeliveries(tx, deliveries, now);
    await openEscalations(tx, { events: told.filter(({ teamId }) => hearing.has(teamId)), now });
    return made;
  });
}

const tellingOf = (type: string) => {
  const known: EventType | null = parseEventType(type);
  return known === null ? "never" : events[known].mail;
};

function isTold({ type, teamId }: FreshEvent, hearing: ReadonlySet<string>): boolean {
  const telling = tellingOf(type);
  if (telling === "never") return false;
  return telling === "always" || hearing.has(teamId);
}

async function teamsWithNotifications(
  tx: Tx,
  fresh: readonly FreshEvent[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const teams = new Set<string>();
  const asked = fresh.filter(({ type }) => tellingOf(type) !== "never" && !isOnlyByMail(type));
  for (const teamId of new Set(asked.map((event) => event.teamId))) {
    const { tier } = await teamEntitlement(tx, teamId, now);
    if (tierHas(tier, "notifications")) teams.add(teamId);
  }
  return teams;
}

interface Telling {
  readonly reach: Reach;
  readonly people: ReadonlyMap<string, readonly Hearing[]>;
  readonly now: Date;
}

function deliveriesOf(event: FreshEvent, telling: Telling): NewDelivery[] {
  const { reach, people, now } = telling;
  if (tellingOf(event.type) === "channel") return toItsChannel(event, telling);
  const hearings = people.get(event.id) ?? [];
  const places = isOnlyByMail(event.type)
    ? []
    : reach.channels.filter(({ teamId }) => teamId === event.teamId);
  const toPeople = hearings.flatMap(({ recipient, isPerson }) => {
    if (!isPerson) return at(event, recipient, OWN_MAIL, { runAfter: now, held: null });
    const own = places.filter(({ userId }) => userId === recipient);
    const mail = routed(event, recipient, null, telling);
    return [
      ...(isNeverByMail(event.type) ? [] : at(event, recipient, OWN_MAIL, mail)),
      ...own.flatMap((one) => at(event, recipient, one.id, routed(event, recipient, one, telling))),
    ];
  });
  const toTeam = event.userId === null ? places.filter(({ userId }) => userId === null) : [];
  return [
    ...toPeople,
    ...toTeam.flatMap((one) => at(event, one.id, one.id, routed(event, one.id, one, telling))),
  ];
}

/** Whoever asks to see a channel at work sees it, at whatever hour. */
function toItsChannel(
  { id, teamId, channelId }: FreshEvent,
  { reach, now }: Telling,
): NewDelivery[] {
  const channel = reach.channels.find((one) => one.id === channelId && one.teamId === teamId);
  if (!channel) return [];
  const recipient = channel.userId ?? channel.id;
  const queued = { runAfter: now, held: null };
  return [{ eventId: id, teamId, recipient, channel: channel.id, ...queued }];
}

function routed(
  { type, teamId }: FreshEvent,
  recipient: string,
  place: ReachedChannel | null,
  { reach, now }: Telling,
): Route | null {
  const group = groupOf(type);
  const channel = place?.id ?? OWN_MAIL;
  const isTeams = place !== null && place.userId === null;
  return route(
    {
      group,
      isCritical: isCritical(type),
      channel,
      chosen: reach.chosen({ teamId, recipient, group, channel }),
      preference: isTeams ? null : reach.preference(teamId, recipient),
      mutedUntil: place?.mutedUntil ?? null,
    },
    now,
  );
}

function at(
  { id, teamId }: FreshEvent,
  recipient: string,
  channel: string,
  way: Route | null,
): NewDelivery[] {
  return way ? [{ eventId: id, teamId, recipient, channel, ...way }] : [];
}
