import type { Tx } from "@/lib/db";
import {
  defaultPreference,
  type EventGroup,
  type Mode,
  modes,
  type Preference,
} from "@/lib/notifications/rules/types";

/** A channel that may be told now. */
export interface ReachedChannel {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string | null;
  readonly mutedUntil: Date | null;
}

/** Everything that says where the people of some teams are told, read at once. */
export interface Reach {
  readonly channels: readonly ReachedChannel[];
  chosen(whose: RuleKey): Mode | null;
  preference(teamId: string, userId: string): Preference;
}

interface RuleKey {
  readonly teamId: string;
  readonly recipient: string;
  readonly group: EventGroup;
  readonly channel: string;
}

/** Reads channels, rules and preferences of the teams, in three statements however many events. */
export async function readReach(tx: Tx, teamIds: readonly string[]): Promise<Reach> {
  const where = { teamId: { in: [...teamIds] } };
  const channels = await tx.notificationChannel.findMany({
    where: { ...where, state: "active" },
    select: { id: true, teamId: true, userId: true, mutedUntil: true },
    orderBy: { id: "asc" },
  });
  const rules = await tx.notificationRule.findMany({ where });
  const preferences = await tx.notificationPreference.findMany({ where });
  const modeOfKey = new Map(
    rules.map((row) => [keyOf({ ...row, group: row.eventGroup }), parseMode(row.mode)]),
  );
  const ofPerson = new Map(
    preferences.map((row) => [`${row.teamId} ${row.userId}`, toPreference(row)]),
  );
  return {
    channels,
    chosen: (key) => modeOfKey.get(keyOf(key)) ?? null,
    preference: (teamId, userId) => ofPerson.get(`${teamId} ${userId}`) ?? defaultPreference,
  };
}

function keyOf(key: Omit<RuleKey, "group"> & { readonly group: string }): string {
  return `${key.teamId} ${key.recipient} ${key.group} ${key.channel}`;
}

function parseMode(text: string): Mode | null {
  return modes.find((mode) => mode === text) ?? null;
}

interface StoredPreference {
  readonly timeZone: string;
  readonly quietFrom: number | null;
  readonly quietTo: number | null;
  readonly quietCritical: string;
  readonly digestAt: number;
}

/** A stored preference as the rules read it. */
export function toPreference(row: StoredPreference): Preference {
  const { timeZone, quietFrom, quietTo, digestAt } = row;
  return {
    timeZone,
    quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
    quietCritical: row.quietCritical === "hold" ? "hold" : "pass",
    digestAt,
  };
}
