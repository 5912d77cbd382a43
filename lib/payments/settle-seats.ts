import { holdsSeat, parseRole, roleMay } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";

interface Seats {
  readonly teamId: string;
  /** How many the team's subscription gives now. */
  readonly seats: number;
  readonly now: Date;
}

/**
 * Notices which members have no seat any more, or have one again, and tells those who lost theirs.
 * Who may do what is decided anew at every request; this only remembers what was told.
 */
export async function settleSeats(tx: Tx, { teamId, seats, now }: Seats): Promise<void> {
  const rows = await tx.membership.findMany({
    where: { teamId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, userId: true, role: true, lacksSeatSince: true },
  });
  const members = rows.map((row) => ({ ...row, role: parseRole(row.role) }));
  const others = members.filter(({ role }) => !roleMay(role, "team.own"));
  for (const [place, { id, userId, role, lacksSeatSince }] of others.entries()) {
    const hasSeat = holdsSeat(role, { before: place + 1, seats });
    if (hasSeat === (lacksSeatSince === null)) continue;
    await tx.membership.updateMany({
      where: { id, teamId },
      data: { lacksSeatSince: hasSeat ? null : now },
    });
    if (hasSeat) continue;
    await recordEvent(tx, { type: "members.seat-lost", teamId, userId, data: {}, at: now });
  }
}
