import { isWithin, minuteOfDay, nextAt } from "@/lib/notifications/rules/day-time";
import { modeOf } from "@/lib/notifications/rules/mode-of";
import {
  certainByMail,
  type EventGroup,
  type Mode,
  OWN_MAIL,
  type Preference,
} from "@/lib/notifications/rules/types";

/** One event on its way to one place. */
export interface Routed {
  readonly group: EventGroup;
  readonly isCritical: boolean;
  readonly channel: string;
  readonly chosen: Mode | null;
  /** Null: a place of the team's, which has no night. */
  readonly preference: Preference | null;
  readonly mutedUntil: Date | null;
}

/** When an event is told in a place, and why then; `null`: not at all. */
export interface Route {
  readonly runAfter: Date;
  readonly held: "quiet" | "digest" | null;
}

/** Applies what somebody chose to one event: the one place where that is done. Pure. */
export function route(asked: Routed, now: Date): Route | null {
  const { group, channel, preference, mutedUntil } = asked;
  const mode = modeOf(asked);
  if (mode === "off") return null;
  const atOnce = { runAfter: now, held: null };
  if (channel === OWN_MAIL && certainByMail.includes(group)) return atOnce;
  if (mode === "digest" && preference) {
    const runAfter = nextAt(now, preference.digestAt, preference.timeZone);
    return { runAfter, held: "digest" };
  }
  const until = quietUntil(asked, now);
  const awake = mutedUntil && (!until || mutedUntil > until) ? mutedUntil : until;
  return awake && awake > now ? { runAfter: awake, held: "quiet" } : atOnce;
}

function quietUntil({ preference, isCritical }: Routed, now: Date): Date | null {
  if (!preference?.quiet || (isCritical && preference.quietCritical === "pass")) return null;
  const { quiet, timeZone } = preference;
  return isWithin(minuteOfDay(now, timeZone), quiet) ? nextAt(now, quiet.to, timeZone) : null;
}
