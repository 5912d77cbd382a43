import type { Tx } from "@/lib/db";

/** The address of a team's owner: who pays is written to there. */
export async function ownerEmail(tx: Tx, teamId: string): Promise<string> {
  const owner = await tx.membership.findFirstOrThrow({
    where: { teamId, role: "owner" },
    select: { user: { select: { email: true } } },
  });
  return owner.user.email;
}
