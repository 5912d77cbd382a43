import {
  certainByMail,
  type EventGroup,
  type Mode,
  OWN_MAIL,
} from "@/lib/notifications/rules/types";

/** What is worth being woken for, told everywhere unless somebody says otherwise. */
const pressing: readonly EventGroup[] = ["failure", "cost", "price"];

export interface RuleAsked {
  readonly group: EventGroup;
  readonly channel: string;
  /** What somebody chose; null: nothing. */
  readonly chosen: Mode | null;
}

/**
 * How a group is told in a channel. What changes by somebody's own wish is told where it was asked for
 * alone; mails about security and money owed cannot be ended or put off. Pure.
 */
export function modeOf({ group, channel, chosen }: RuleAsked): Mode {
  if (channel === OWN_MAIL && certainByMail.includes(group)) return "now";
  if (chosen !== null) return chosen;
  if (channel === OWN_MAIL) return group === "state" ? "off" : "now";
  return pressing.includes(group) ? "now" : "off";
}
