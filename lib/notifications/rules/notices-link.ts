import { readLinkToken } from "@/lib/auth/mail-link";
import { certainByMail, type EventGroup, eventGroups } from "@/lib/notifications/rules/types";

/** Whose mails of which group a link ends. */
export interface NoticesLink {
  readonly teamId: string;
  readonly userId: string;
  readonly group: EventGroup;
}

/** Reads the token of a mail's link; `null` for what we did not make, and for what cannot be ended. */
export function readNoticesLink(token: string): NoticesLink | null {
  const [teamId = "", userId = "", word] = readLinkToken("notices", token)?.split("~") ?? [];
  const group = eventGroups.find((one) => one === word);
  if (!group || certainByMail.includes(group)) return null;
  return { teamId, userId, group };
}
