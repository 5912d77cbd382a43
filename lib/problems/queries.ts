import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { clock } from "@/lib/clock";
import { inTeam, type Tx } from "@/lib/db";
import { causes } from "@/lib/incidents/types";
import { dearDay } from "@/lib/problems/dear-day";
import { lowHoursLeft } from "@/lib/problems/hours-left";
import { silentPlaces } from "@/lib/problems/silent-places";
import type { MachineTrouble, Problem, ProblemsView } from "@/lib/problems/types";
import { hasKek } from "@/lib/secret-box";
import { shareReads } from "@/lib/share-reads";

/** More are counted and not told one by one. */
const MOST_TOLD = 50;

/**
 * What somebody of the team has to look at now, from its own rows: a missing payment, keys that do
 * not work, machines that died, machines nobody owns, credit that is nearly gone, a dear day; and
 * where the person themselves would be told and is not.
 */
export async function openProblems(scope: TeamScope): Promise<ProblemsView> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  const [ofTeam, own] = await Promise.all([
    shared(teamId, () => readProblems(teamId)),
    inTeam(teamId, (tx) => silentPlaces(tx, scope)),
  ]);
  return {
    problems: [...ofTeam.problems, ...own].slice(0, MOST_TOLD),
    count: ofTeam.count + own.length,
  };
}

const shared = shareReads<ProblemsView>();

function readProblems(teamId: string): Promise<ProblemsView> {
  return inTeam(teamId, async (tx) => {
    const kinds = [
      await missingPayment(tx, teamId),
      await brokenKeys(tx, teamId),
      await openIncidents(tx, teamId),
      await troubledMachines(tx, teamId),
      await strays(tx, teamId),
      await lowCredit(tx, teamId),
      all(await dearDay(tx, teamId)),
    ];
    const problems = kinds.flatMap((kind) => kind.problems);
    return {
      problems: problems.slice(0, MOST_TOLD),
      count: kinds.reduce((sum, { count }) => sum + count, 0),
    };
  });
}

const all = (problems: readonly Problem[]): ProblemsView => ({ problems, count: problems.length });

async function missingPayment(tx: Tx, teamId: string): Promise<ProblemsView> {
  const now = clock.now();
  const { graceUntil } = await teamEntitlement(tx, teamId, now);
  if (!graceUntil) return all([]);
  const at = graceUntil.toISOString();
  return all([{ kind: "payment-missing", since: now.toISOString(), until: at }]);
}

async function brokenKeys(tx: Tx, teamId: string): Promise<ProblemsView> {
  const keys = await tx.providerKey.findMany({
    where: { teamId, state: { not: "removed" } },
    select: { id: true, providerId: true, name: true, state: true, kekId: true, verifiedAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const broken = keys.flatMap(({ id, providerId, name, state, kekId, verifiedAt }): Problem[] => {
    const kind = hasKek(kekId) ? (state === "refused" ? "key-refused" : null) : "key-unreadable";
    const since = verifiedAt.toISOString();
    return kind ? [{ kind, keyId: id, providerId, name, since }] : [];
  });
  return all(broken);
}

/** What the key itself tells of its account is told by the key; what one machine has, by the machine. */
const toldByKey = ["key-refused", "no-credit"];
const ofMany = ["account", "region", "us"];

async function openIncidents(tx: Tx, teamId: string): Promise<ProblemsView> {
  const where = {
    teamId,
    endedAt: null,
    cause: { in: ofMany },
    fault: { notIn: toldByKey },
  };
  const count = await tx.incident.count({ where });
  if (count === 0) return all([]);
  const rows = await tx.incident.findMany({
    where,
    include: { providerKey: { select: { name: true } } },
    orderBy: [{ openedAt: "desc" }, { id: "asc" }],
    take: MOST_TOLD,
  });
  const problems = rows.map((row): Problem => {
    const { id: incidentId, fault, providerId, region, badSince } = row;
    const cause = causes.find((one) => one === row.cause) ?? "us";
    const name = row.providerKey?.name ?? null;
    const since = badSince.toISOString();
    return { kind: "incident", incidentId, cause, fault, name, providerId, region, since };
  });
  return { problems, count };
}

/** Those that no incident of many tells of. */
async function troubledMachines(tx: Tx, teamId: string): Promise<ProblemsView> {
  const where = {
    teamId,
    endedAt: null,
    desired: { not: "deleted" },
    inIncidents: {
      none: { until: null, incident: { endedAt: null, cause: { in: ["region", "us"] } } },
    },
    OR: [{ status: { in: ["failed", "lost"] } }, { health: { verdict: "unhealthy" } }],
  };
  const count = await tx.deployment.count({ where });
  if (count === 0) return all([]);
  const rows = await tx.deployment.findMany({
    where,
    select: {
      id: true,
      name: true,
      status: true,
      statusSince: true,
      health: { select: { fault: true, badSince: true } },
    },
    orderBy: [{ statusSince: "desc" }, { id: "asc" }],
    take: MOST_TOLD,
  });
  const problems = rows.map(({ id, name, status, statusSince, health }): Problem => {
    const kind = troubleOf(status);
    const { fault = null, badSince = null } = (kind === "machine-unhealthy" && health) || {};
    const since = (badSince ?? statusSince).toISOString();
    return { kind, deploymentId: id, name, fault, since };
  });
  return { problems, count };
}

function troubleOf(status: string): MachineTrouble {
  if (status === "failed") return "machine-failed";
  return status === "lost" ? "machine-lost" : "machine-unhealthy";
}

async function strays(tx: Tx, teamId: string): Promise<ProblemsView> {
  const where = { teamId, goneAt: null, decision: null, ownedByCallId: null };
  const count = await tx.strayMachine.count({ where });
  if (count === 0) return all([]);
  const rows = await tx.strayMachine.findMany({
    where,
    select: { id: true, name: true, providerInstanceId: true, firstSeenAt: true },
    orderBy: [{ firstSeenAt: "asc" }, { id: "asc" }],
    take: MOST_TOLD,
  });
  const problems = rows.map(
    ({ id, name, providerInstanceId, firstSeenAt }): Problem => ({
      kind: "stray",
      strayId: id,
      name: name ?? providerInstanceId,
      since: firstSeenAt.toISOString(),
    }),
  );
  return { problems, count };
}

interface CreditRow {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly balance: bigint;
  readonly balanceAt: Date;
  readonly perHour: bigint;
}

/** Rates are in dollars, so credit in another currency says nothing about how long it lasts. */
async function lowCredit(tx: Tx, teamId: string): Promise<ProblemsView> {
  const rows = await tx.$queryRaw<CreditRow[]>`
    SELECT k.id, k.provider_id AS "providerId", k.name, k.balance_micros AS "balance",
      k.balance_at AS "balanceAt", sum(s.rate_per_hour_micros)::bigint AS "perHour"
    FROM provider_key k
    JOIN deployment d ON d.provider_key_id = k.id AND d.ended_at IS NULL
    JOIN usage_segment s ON s.deployment_id = d.id AND s.to_at IS NULL
    WHERE k.team_id = ${teamId} AND k.state <> 'removed' AND k.balance_currency = 'USD'
    GROUP BY k.id ORDER BY k.created_at, k.id`;
  const problems = rows.flatMap(({ id, providerId, name, balance, balanceAt, perHour }) => {
    const hoursLeft = lowHoursLeft(balance, perHour);
    const since = balanceAt.toISOString();
    const problem: Problem = {
      kind: "low-credit",
      keyId: id,
      providerId,
      name,
      hoursLeft: hoursLeft ?? 0,
      since,
    };
    return hoursLeft === null ? [] : [problem];
  });
  return all(problems);
}
