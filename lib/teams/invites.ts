import type { Tx } from "@/lib/db";
import type { TeamInvite } from "@/lib/generated/prisma/client";
import type { InviteState } from "./types";

const WEEK_MS = 7 * 24 * 3_600_000;

/** Nobody accepted, declined or withdrew it; it may have run out. */
export const unanswered = { acceptedAt: null, declinedAt: null, revokedAt: null } as const;

/** What an invitation is found by that can still be accepted. */
export function openInvites(now: Date) {
  return { ...unanswered, expiresAt: { gt: now } };
}

/** When an invitation sent now runs out. */
export function inviteExpiry(now: Date): Date {
  return new Date(now.getTime() + WEEK_MS);
}

/** What became of an invitation. */
export function inviteState(
  { acceptedAt, declinedAt, revokedAt, expiresAt }: TeamInvite,
  now: Date,
): InviteState {
  if (acceptedAt) return "accepted";
  if (declinedAt) return "declined";
  if (revokedAt) return "ended";
  return expiresAt <= now ? "expired" : "open";
}

/** Ends what somebody sent who may not invite any more. */
export async function endInvitesOf(
  tx: Tx,
  { teamId, userId, now }: { readonly teamId: string; readonly userId: string; readonly now: Date },
): Promise<void> {
  await tx.teamInvite.updateMany({
    where: { teamId, invitedBy: userId, ...unanswered },
    data: { revokedAt: now },
  });
}
