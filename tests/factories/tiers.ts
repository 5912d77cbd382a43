import { INCLUDED_SEATS } from "@/lib/billing/plans";
import type { Tier } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";

const MONTH_MS = 30 * 24 * 3_600_000;

/**
 * Gives a team a tier as a paid subscription's row does, without any Stripe; `basic` takes it away.
 * A scope read before keeps its old tier: read it again with `scopeOf`.
 */
export async function giveTier(
  teamId: string,
  tier: Tier,
  { seats = INCLUDED_SEATS }: { readonly seats?: number } = {},
): Promise<void> {
  const now = clock.now();
  await asWorker(async (tx) => {
    await tx.subscription.updateMany({
      where: { teamId },
      data: { status: "canceled", endedAt: now },
    });
    if (tier !== "basic")
      await tx.subscription.createMany({ data: [paidRow(teamId, tier, seats)] });
    await tx.team.updateMany({ where: { id: teamId }, data: { tier } });
  });
}

function paidRow(teamId: string, tier: Tier, seats: number) {
  const now = clock.now();
  return {
    id: newId("req").replace("req_", "sub_given"),
    teamId,
    customerId: `cus_${teamId}`,
    status: "active",
    tier,
    interval: "month",
    seats,
    currency: "usd",
    startedAt: now,
    periodEndsAt: new Date(now.getTime() + MONTH_MS),
    readAt: now,
  };
}
