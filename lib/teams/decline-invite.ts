import { z } from "zod";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { holdInviteOfLink } from "./invite-of-link";
import { inviteState } from "./invites";
import { inviteLinkInput } from "./schema";

/** Says no to an invitation, signed in or not: whoever holds the link reads that mailbox. No twice is no. */
export const declineInvite = defineAccountVerb({
  name: "members.decline",
  input: inviteLinkInput,
  output: z.object({ teamId: z.string(), inviteId: z.string() }),
  permission: "visitor",
  feature: null,
  audit: (_input, { teamId, inviteId }) => ({ target: inviteId, teamId }),
  async run({ tx, now }, { token }) {
    const invite = await holdInviteOfLink(tx, token);
    const { teamId, id: inviteId } = invite;
    const state = inviteState(invite, now);
    if (state === "declined") return { teamId, inviteId };
    if (state === "accepted" || state === "ended")
      throw new AppError("conflict", `invite-${state}`);
    await tx.teamInvite.updateMany({ where: { id: inviteId }, data: { declinedAt: now } });
    return { teamId, inviteId };
  },
});
