import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { MailEnding } from "@/lib/notifications/mail-feedback/types";

/** Whose address: a person's, by their id or by the address itself. */
type Whose = { readonly id: string } | { readonly email: string };

export interface Ending {
  readonly why: MailEnding;
  /** When it was said that it ends; what was said before the person had it resumed is settled. */
  readonly saidAt: Date;
  readonly now: Date;
}

/**
 * Tells nothing more at a person's address but what opens or guards their account, and says so in
 * their channels. Once; an address that is nobody's changes nothing.
 */
export async function endMail(tx: Tx, whose: Whose, { why, saidAt, now }: Ending): Promise<void> {
  const isNews = {
    mailEndedAt: null,
    OR: [{ mailResumedAt: null }, { mailResumedAt: { lt: saidAt } }],
  };
  const user = await tx.user.findFirst({
    where: { ...whose, ...isNews },
    select: { id: true, email: true, memberships: { select: { teamId: true } } },
  });
  if (!user) return;
  const { id: userId, email, memberships } = user;
  const data = { mailEndedAt: now, mailEndedWhy: why };
  const { count } = await tx.user.updateMany({ where: { id: userId, ...isNews }, data });
  if (count === 0) return;
  for (const { teamId } of memberships) {
    const facts = { email, why };
    await recordEvent(tx, { type: "channel.mail-ended", teamId, userId, data: facts, at: now });
  }
}
