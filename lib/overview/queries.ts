import { personOfScope, requireRead, type TeamScope } from "@/lib/auth/scope";
import { tierHas } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { atOneMomentInTeam, inTeam, type Tx } from "@/lib/db";
import { toDeploymentView, viewRelations } from "@/lib/deployments/to-view";
import { microsToDecimal } from "@/lib/money";
import { readSpend } from "@/lib/overview/spend";
import type { FirstStepsView, Overview } from "@/lib/overview/types";
import { openProblems } from "@/lib/problems/queries";
import { shareReads } from "@/lib/share-reads";

const MOST_RECENT = 5;

/** What runs and costs, what is wrong, the last deployments, and how far the first steps are. */
export async function readOverview(scope: TeamScope): Promise<Overview> {
  requireRead(scope, "deployments.read");
  const { userId } = personOfScope(scope);
  const { id, tier } = scope.team;
  const [personName, problems, rest] = await Promise.all([
    inTeam(id, (tx) => nameOf(tx, userId)),
    openProblems(scope),
    shared(`${id} ${tier}`, () => readOfTeam(scope)),
  ]);
  return { personName, problems, ...rest };
}

type OfTeam = Omit<Overview, "personName" | "problems">;
const shared = shareReads<OfTeam>();

async function readOfTeam(scope: TeamScope): Promise<OfTeam> {
  const teamId = scope.team.id;
  const [spend, rest] = await Promise.all([
    atOneMomentInTeam(teamId, (tx) => readSpend(tx, teamId, clock.now())),
    inTeam(teamId, async (tx) => {
      const { perHour, ...machines } = await countMachines(tx, teamId);
      return {
        machines: { ...machines, perHour: microsToDecimal(perHour) },
        firstSteps: await firstSteps(tx, scope),
        recent: await recent(tx, teamId),
      };
    }),
  ]);
  return { spend, ...rest };
}

async function nameOf(tx: Tx, userId: string): Promise<string | null> {
  const user = await tx.user.findFirst({ where: { id: userId }, select: { name: true } });
  return user?.name?.trim() || null;
}

interface Counts {
  readonly running: number;
  readonly changing: number;
  readonly current: number;
  readonly total: number;
  readonly perHour: bigint;
}

async function countMachines(tx: Tx, teamId: string): Promise<Counts> {
  const [counts] = await tx.$queryRaw<Counts[]>`
    SELECT count(*)::int AS total,
      count(*) FILTER (WHERE ended_at IS NULL)::int AS current,
      count(*) FILTER (WHERE ended_at IS NULL AND status = 'running')::int AS running,
      count(*) FILTER (WHERE ended_at IS NULL
        AND (settled_generation < desired_generation OR status = 'provisioning'))::int AS changing,
      (SELECT COALESCE(sum(s.rate_per_hour_micros), 0)::bigint FROM usage_segment s
        WHERE s.team_id = ${teamId} AND s.to_at IS NULL) AS "perHour"
    FROM deployment WHERE team_id = ${teamId}`;
  return counts ?? none;
}

const none: Counts = { running: 0, changing: 0, current: 0, total: 0, perHour: 0n };

async function firstSteps(tx: Tx, { team }: TeamScope): Promise<FirstStepsView> {
  const teamId = team.id;
  const first = await tx.deployment.findFirst({
    where: { teamId },
    select: { name: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return {
    keys: await tx.providerKey.count({ where: { teamId, state: "active" } }),
    machine: first?.name ?? null,
    told: await whoIsTold(tx, team),
  };
}

async function whoIsTold(tx: Tx, team: TeamScope["team"]): Promise<FirstStepsView["told"]> {
  if (tierHas(team.tier, "notifications")) return "mail";
  if ((await tx.membership.count({ where: { teamId: team.id } })) > 1) return "members";
  const alerts = await tx.priceAlert.count({ where: { teamId: team.id, state: "on" } });
  return alerts > 0 ? "alert" : null;
}

async function recent(tx: Tx, teamId: string) {
  const rows = await tx.deployment.findMany({
    where: { teamId },
    include: viewRelations,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MOST_RECENT,
  });
  const now = clock.now();
  return rows.map((row) => toDeploymentView(row, now));
}
