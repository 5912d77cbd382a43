import { roleMay } from "@/lib/auth/permissions";
import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import { tierHas } from "@/lib/billing/tiers";
import { inTeam, onceAsAccounts, type Tx } from "@/lib/db";
import { findChannel, channels as kinds } from "@/lib/notifications/channels/registry";
import { escalationPolicy } from "@/lib/notifications/escalation/types";
import { channelColumns } from "@/lib/notifications/kept/require-channel";
import type { MailEnding } from "@/lib/notifications/mail-feedback/types";
import { renderEvent } from "@/lib/notifications/render";
import { modeOf } from "@/lib/notifications/rules/mode-of";
import { type NoticesLink, readNoticesLink } from "@/lib/notifications/rules/notices-link";
import {
  certainByMail,
  defaultPreference,
  eventGroups,
  modes,
  OWN_MAIL,
} from "@/lib/notifications/rules/types";
import type {
  ChannelView,
  DeliveryView,
  NotificationsView,
  PreferenceView,
  RowView,
  WaitingNotice,
} from "@/lib/notifications/types";

const MOST_DELIVERIES = 50;

/** Everything about where and when the person and their team are told. */
export async function notificationsView(scope: TeamScope): Promise<NotificationsView> {
  const { userId } = personOfScope(scope);
  const { id: teamId, role, tier } = scope.team;
  const mayManage = roleMay(role, "keys.write");
  return inTeam(teamId, async (tx) => {
    const channels = await channelsOf(tx, { teamId, userId });
    const { email, ...mail } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true, mailEndedAt: true, mailEndedWhy: true },
    });
    return {
      email,
      mailEnded: toMailEnded(mail),
      hasFeature: tierHas(tier, "notifications"),
      mayManage,
      kinds: kinds
        .filter(({ kind, isOffered }) => kind !== OWN_MAIL && (isOffered?.() ?? true))
        .map((one) => ({
          kind: one.kind,
          owner: one.owner,
          isTyped: one.readAddress !== undefined,
        })),
      channels,
      rows: await rowsOf(tx, { teamId, userId, channels }),
      preference: await preferenceOf(tx, teamId, userId),
      escalation: await escalationOf(tx, teamId),
      people: await peopleOf(tx, teamId),
      waiting: await waitingOf(tx, scope),
      deliveries: await deliveriesOf(tx, scope, { userId, mayManage, channels }),
    };
  });
}

function toMailEnded(row: {
  readonly mailEndedAt: Date | null;
  readonly mailEndedWhy: string | null;
}) {
  if (!row.mailEndedAt) return null;
  const why: MailEnding = row.mailEndedWhy === "complained" ? "complained" : "bounced";
  return { at: row.mailEndedAt.toISOString(), why };
}

interface Whose {
  readonly teamId: string;
  readonly userId: string;
}

async function channelsOf(tx: Tx, { teamId, userId }: Whose): Promise<ChannelView[]> {
  const rows = await tx.notificationChannel.findMany({
    where: { teamId, OR: [{ userId }, { userId: null }] },
    select: { ...channelColumns, secrets: { select: { endsAt: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    owner: row.userId === null ? "team" : "person",
    name: row.name,
    shown: row.shown,
    state: row.state === "active" || row.state === "pending" ? row.state : "disabled",
    stateReason: row.stateReason,
    mutedUntil: row.mutedUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    signs: findChannel(row.kind)?.signs === true,
    oldSecretEndsAt:
      row.secrets.find(({ endsAt }) => endsAt !== null)?.endsAt?.toISOString() ?? null,
  }));
}

async function rowsOf(
  tx: Tx,
  { teamId, userId, channels }: Whose & { readonly channels: readonly ChannelView[] },
): Promise<RowView[]> {
  const rules = await tx.notificationRule.findMany({ where: { teamId } });
  const places = [
    { id: OWN_MAIL, recipient: userId },
    ...channels.map(({ id, owner }) => ({ id, recipient: owner === "team" ? id : userId })),
  ];
  return eventGroups.map((group) => ({
    group,
    modes: Object.fromEntries(
      places.map(({ id: channel, recipient }) => {
        const rule = rules.find(
          (one) =>
            one.recipient === recipient && one.eventGroup === group && one.channel === channel,
        );
        const chosen = modes.find((mode) => mode === rule?.mode) ?? null;
        return [channel, modeOf({ group, channel, chosen })];
      }),
    ),
    certain: certainByMail.includes(group) ? [OWN_MAIL] : [],
  }));
}

async function preferenceOf(tx: Tx, teamId: string, userId: string): Promise<PreferenceView> {
  const row = await tx.notificationPreference.findUnique({
    where: { teamId_userId: { teamId, userId } },
  });
  const { timeZone, quietCritical, digestAt } = defaultPreference;
  if (!row) {
    return { timeZone, quietFrom: null, quietTo: null, quietCritical, digestAt, isDefault: true };
  }
  return {
    timeZone: row.timeZone,
    quietFrom: row.quietFrom,
    quietTo: row.quietTo,
    quietCritical: row.quietCritical === "hold" ? "hold" : "pass",
    digestAt: row.digestAt,
    isDefault: false,
  };
}

async function escalationOf(tx: Tx, teamId: string) {
  const row = await tx.escalationPolicy.findUnique({ where: { teamId } });
  return row && escalationPolicy.parse(row);
}

async function peopleOf(tx: Tx, teamId: string) {
  const rows = await tx.membership.findMany({
    where: { teamId },
    select: { user: { select: { id: true, name: true, email: true } } },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ user }) => ({ id: user.id, name: user.name ?? user.email }));
}

async function waitingOf(tx: Tx, { team, locale }: TeamScope): Promise<WaitingNotice[]> {
  const rows = await tx.escalation.findMany({
    where: { teamId: team.id, acknowledgedAt: null },
    select: { dueAt: true, event: true },
    orderBy: { createdAt: "desc" },
    take: MOST_DELIVERIES,
  });
  return rows.map(({ dueAt, event }) => ({
    eventId: event.id,
    subject: subjectOf(event, { teamName: team.name, locale }),
    at: event.at.toISOString(),
    nextAt: dueAt?.toISOString() ?? null,
  }));
}

interface LogFor {
  readonly userId: string;
  readonly mayManage: boolean;
  readonly channels: readonly ChannelView[];
}

/** The newest tellings to the person; for those who manage the team, to everybody in it. */
async function deliveriesOf(
  tx: Tx,
  { team, locale }: TeamScope,
  { userId, mayManage, channels }: LogFor,
): Promise<DeliveryView[]> {
  const mine = { OR: [{ userId }, { channel: { in: channels.map(({ id }) => id) } }] };
  const rows = await tx.delivery.findMany({
    where: {
      teamId: team.id,
      event: { NOT: { type: { startsWith: "account." } } },
      ...(!mayManage && mine),
    },
    include: { event: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST_DELIVERIES,
  });
  return rows.map((row) => {
    const channel = channels.find(({ id }) => id === row.channel);
    const state = shownState(row);
    const waits = state === "held" || state === "retry";
    return {
      id: row.id,
      type: row.event.type,
      at: row.createdAt.toISOString(),
      subject: subjectOf(row.event, { teamName: team.name, locale }),
      channel: row.channel === OWN_MAIL ? OWN_MAIL : (channel?.name ?? ""),
      kind: row.channel === OWN_MAIL ? OWN_MAIL : (channel?.kind ?? "removed"),
      toMe: row.userId === userId,
      state,
      failure: row.failure,
      runAfter: waits ? row.runAfter.toISOString() : null,
      attempt: row.attempt,
      mayRetry: row.state === "dead" || row.state === "uncertain",
    };
  });
}

/** What waits, and what went inside another, are told apart from the rest of their state. */
function shownState(row: {
  readonly state: string;
  readonly held: string | null;
  readonly digestId: string | null;
}): string {
  if (row.held !== null) return "held";
  return row.digestId === null ? row.state : "digested";
}

interface StoredEvent {
  readonly type: string;
  readonly data: unknown;
  readonly deploymentId: string | null;
}

function subjectOf(
  event: StoredEvent,
  reader: { readonly teamName: string; readonly locale: string },
) {
  const facts = { ...event, ...reader, userName: null, repeated: false };
  return renderEvent(facts)?.subject ?? event.type;
}

/** What a mail's link would end; `null` for a link of somebody else's making. */
export async function noticesOfLink(
  token: string,
): Promise<(NoticesLink & { isOn: boolean }) | null> {
  const link = readNoticesLink(token);
  if (!link) return null;
  const { teamId, userId, group } = link;
  const key = { teamId, recipient: userId, eventGroup: group, channel: OWN_MAIL };
  const rule = await onceAsAccounts((db) =>
    db.notificationRule.findUnique({ where: { teamId_recipient_eventGroup_channel: key } }),
  );
  const chosen = modes.find((mode) => mode === rule?.mode) ?? null;
  return { ...link, isOn: modeOf({ group, channel: OWN_MAIL, chosen }) !== "off" };
}
