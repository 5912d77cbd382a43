import { z } from "zod";
import { countTry } from "@/lib/auth/rate-limits";
import { onceAsAccounts, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { defineVerb } from "@/lib/verbs/define-verb";
import { holdMembers } from "./hold-members";
import { inviteExpiry, unanswered } from "./invites";
import { inviteInput } from "./schema";
import { requireSeatToOffer } from "./seats";
import { tellInvited } from "./tell-invited";

/**
 * Offers a seat to an address by mail, for a week. Its language is the one of the account that has
 * the address, which the sender never learns, else the sender's.
 */
export const inviteMember = defineVerb({
  name: "members.invite",
  input: inviteInput,
  output: z.object({ inviteId: z.string() }),
  permission: "members.write",
  feature: "members",
  audit: ({ email, role }, { inviteId }) => ({ target: inviteId, details: { email, role } }),
  async prepare(scope, { email }) {
    await countTry("invites", scope.team.id);
    await countTry("mailbox", `invite ${email}`);
    return { locale: (await localeOf(email)) ?? scope.locale };
  },
  async run({ tx, scope, now, prepared: { locale }, wake }, { email, role }) {
    const { teamId, userId } = await holdMembers(tx, scope, "members.write");
    await requireNewAddress(tx, { teamId, email, now });
    await requireSeatToOffer(tx, { teamId, now });
    const inviteId = newId("inv");
    const expiresAt = inviteExpiry(now);
    await tx.teamInvite.createMany({
      data: [
        { id: inviteId, teamId, email, role, locale, invitedBy: userId, createdAt: now, expiresAt },
      ],
    });
    await tellInvited(tx, { id: inviteId, teamId, role, invitedBy: userId, now });
    wake("notifications.fan-out", {});
    return { inviteId };
  },
});

async function localeOf(email: string): Promise<string | undefined> {
  const user = await onceAsAccounts((db) =>
    db.user.findUnique({
      where: { email, emailVerifiedAt: { not: null } },
      select: { locale: true },
    }),
  );
  return user?.locale;
}

async function requireNewAddress(
  tx: Tx,
  { teamId, email, now }: { readonly teamId: string; readonly email: string; readonly now: Date },
): Promise<void> {
  const member = await tx.membership.findFirst({ where: { teamId, user: { email } } });
  if (member)
    throw new AppError("conflict", "already-member", { fields: { email: "already-member" } });
  const where = { teamId, email, ...unanswered };
  await tx.teamInvite.updateMany({
    where: { ...where, expiresAt: { lte: now } },
    data: { revokedAt: now },
  });
  if ((await tx.teamInvite.count({ where })) === 0) return;
  throw new AppError("conflict", "invite-exists", { fields: { email: "invite-exists" } });
}
