import { tierHas } from "@/lib/billing/tiers";
import type { PlanChoice } from "@/lib/billing/types";
import { clock } from "@/lib/clock";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { countSeats, lockSeats } from "@/lib/teams/seats";

/**
 * Refuses with `seats-in-use` where more people are in the team, or invited, than the plan holds seats
 * (BILLING T19). Counted while the seats are held, so that an invitation under way is in it. A tier
 * without members holds nobody but its owner: going there is allowed, and the others may only look.
 */
export async function requireSeatsFor(teamId: string, { tier, seats }: PlanChoice): Promise<void> {
  if (!tierHas(tier, "members")) return;
  const { members, invited } = await inTeam(teamId, async (tx) => {
    await lockSeats(tx, teamId);
    return countSeats(tx, { teamId, now: clock.now() });
  });
  if (members + invited <= seats) return;
  throw new AppError("limit-reached", "seats-in-use", { values: { members, invited, seats } });
}
