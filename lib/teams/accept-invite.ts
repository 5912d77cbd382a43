import { z } from "zod";
import { personOfScope, type Scope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import type { TeamInvite } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { requireStanding } from "@/lib/verbs/team-standing";
import { holdInviteOfLink } from "./invite-of-link";
import { inviteState } from "./invites";
import { inviteLinkInput } from "./schema";
import { requireSeatToTake } from "./seats";

/**
 * Takes the seat that was offered to the person's own verified address, and goes on in that team.
 * Pressed twice by the same person it is taken once; the link of somebody removed lets nobody back.
 */
export const acceptInvite = defineAccountVerb({
  name: "members.accept",
  input: inviteLinkInput,
  output: z.object({ teamId: z.string(), inviteId: z.string() }),
  permission: "self",
  feature: null,
  audit: (_input, { teamId, inviteId }) => ({ target: inviteId, teamId }),
  async run({ tx, scope, now, wake }, { token }) {
    const invite = await holdInviteOfLink(tx, token);
    const { teamId, id: inviteId } = invite;
    const { userId, sessionId } = personOfScope(scope);
    await requireAddressee(tx, scope, invite);
    const isMember = await tx.membership.findUnique({
      where: { teamId_userId: { teamId, userId } },
    });
    const isRepeated = isMember && invite.acceptedBy === userId;
    if (!isRepeated) requireOpen(invite, now);
    if (!isMember) await join(tx, { invite, userId, now });
    if (!isRepeated) {
      const data = { acceptedAt: now, acceptedBy: userId };
      await tx.teamInvite.updateMany({ where: { id: inviteId }, data });
    }
    if (sessionId) await tx.session.updateMany({ where: { id: sessionId }, data: { teamId } });
    wake("notifications.fan-out", {});
    return { teamId, inviteId };
  },
});

async function requireAddressee(tx: Tx, scope: Scope, { email }: TeamInvite): Promise<void> {
  const { userId } = personOfScope(scope);
  const own = await tx.user.findUnique({
    where: { id: userId, email, emailVerifiedAt: { not: null } },
    select: { id: true },
  });
  if (!own) throw new AppError("forbidden", "invite-other-address");
}

function requireOpen(invite: TeamInvite, now: Date): void {
  const state = inviteState(invite, now);
  if (state !== "open") throw new AppError("conflict", `invite-${state}`);
}

async function join(
  tx: Tx,
  facts: { readonly invite: TeamInvite; readonly userId: string; readonly now: Date },
): Promise<void> {
  const { invite, userId, now } = facts;
  const { teamId, role } = invite;
  await requireStanding(tx, teamId);
  await requireSeatToTake(tx, { teamId, now });
  await tx.membership.createMany({
    data: [{ id: newId("mem"), teamId, userId, role, createdAt: now }],
  });
  const { email } = invite;
  await recordEvent(tx, { type: "members.joined", teamId, data: { email, role }, at: now });
}
