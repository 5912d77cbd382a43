import type { Tx } from "@/lib/db";

/** The IANA time zone in which a team's days are cut. */
export async function timeZoneOf(tx: Tx, teamId: string): Promise<string> {
  const team = await tx.team.findUniqueOrThrow({
    where: { id: teamId },
    select: { timeZone: true },
  });
  return team.timeZone;
}
