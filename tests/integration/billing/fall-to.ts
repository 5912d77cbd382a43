import type { TeamScope } from "@/lib/auth/scope";
import { GRACE_DAYS } from "@/lib/billing/plans";
import type { Tier } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { settleTeam } from "@/lib/payments/settle-team";
import { giveTier } from "@/tests/factories/tiers";

const DAY_MS = 86_400_000;

/** A team comes to a tier, and the worker settles it as after a webhook. Answers the scope from then on. */
export async function comeTo(scope: TeamScope, tier: Tier): Promise<TeamScope> {
  const { id } = scope.team;
  await giveTier(id, tier);
  await asWorker((tx) => settleTeam(tx, id, clock.now()));
  return { ...scope, team: { ...scope.team, tier } };
}

/** The team's payment failed so long ago that its grace is over, and nobody has settled that yet. */
export async function graceEnds({ team }: TeamScope): Promise<void> {
  const pastDueSince = new Date(clock.now().getTime() - (GRACE_DAYS + 1) * DAY_MS);
  await asWorker((tx) =>
    tx.subscription.updateMany({
      where: { teamId: team.id, endedAt: null },
      data: { status: "past_due", pastDueSince },
    }),
  );
}

/** The team's keys that are frozen, by the rows. */
export async function frozenOf({ team }: TeamScope): Promise<string[]> {
  const keys = await asWorker((tx) =>
    tx.providerKey.findMany({
      where: { teamId: team.id, frozenAt: { not: null } },
      orderBy: { createdAt: "asc" },
    }),
  );
  return keys.map(({ id }) => id);
}
