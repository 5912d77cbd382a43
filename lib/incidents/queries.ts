import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { inTeam, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { readRows } from "@/lib/incidents/read-rows";
import { readStory } from "@/lib/incidents/read-story";
import { INCIDENTS_ON_A_PAGE, type IncidentsQuery } from "@/lib/incidents/schema";
import type { Figures, IncidentDetail, IncidentsView, PartView } from "@/lib/incidents/types";
import { median } from "@/lib/math";
import { shareReads } from "@/lib/share-reads";

const MOST_PARTS = 1_000;
const MOST_MEASURED = 1_000;
const DAY_MS = 86_400_000;

/** The team's incidents that a search finds, with how many there are and how long they took. */
export function listIncidents(scope: TeamScope, query: IncidentsQuery): Promise<IncidentsView> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return shared(`${teamId} ${JSON.stringify(query)}`, () => readList(teamId, query));
}

const shared = shareReads<IncidentsView>();

function readList(teamId: string, query: IncidentsQuery): Promise<IncidentsView> {
  return inTeam(teamId, async (tx) => {
    const found = whereOf(teamId, query);
    const where = { ...found, ...stateOf(query) };
    const rows = await readRows(tx, {
      where,
      offset: query.offset,
      limit: INCIDENTS_ON_A_PAGE + 1,
    });
    const open = await tx.incident.count({ where: { ...found, ...isOpen } });
    const over = await tx.incident.count({ where: { ...found, ...isOver } });
    return {
      rows: rows.slice(0, INCIDENTS_ON_A_PAGE),
      next: rows.length > INCIDENTS_ON_A_PAGE ? String(query.offset + INCIDENTS_ON_A_PAGE) : null,
      open,
      over,
      ...(await measure(tx, where)),
      providers: await providersOf(tx, teamId),
      machine: await machineOf(tx, teamId, query.machine),
    };
  });
}

const isOpen = { endedAt: null };
const isOver = { endedAt: { not: null } };

/** What a search finds whatever the state. */
export function whereOf(teamId: string, { provider, machine, days }: IncidentsQuery) {
  const since = new Date(clock.now().getTime() - days * DAY_MS);
  return {
    teamId,
    ...(provider !== null && { providerId: provider }),
    ...(machine !== null && { parts: { some: { deploymentId: machine } } }),
    OR: [isOpen, { endedAt: { gte: since } }],
  };
}

/** Narrows a search to the state that is asked for. */
export function stateOf({ state }: Pick<IncidentsQuery, "state">) {
  if (state === "all") return {};
  return { AND: [state === "open" ? isOpen : isOver] };
}

async function measure(
  tx: Tx,
  where: ReturnType<typeof whereOf> & ReturnType<typeof stateOf>,
): Promise<Figures> {
  const times = await tx.incident.findMany({
    where,
    select: { badSince: true, openedAt: true, endedAt: true },
    orderBy: { openedAt: "desc" },
    take: MOST_MEASURED,
  });
  const took = (to: Date | null, from: Date) => (to ? [to.getTime() - from.getTime()] : []);
  return {
    detectMs: middleOf(times.flatMap(({ openedAt, badSince }) => took(openedAt, badSince))),
    recoverMs: middleOf(times.flatMap(({ endedAt, badSince }) => took(endedAt, badSince))),
  };
}

const middleOf = (lengths: readonly number[]) => (lengths.length === 0 ? null : median(lengths));

async function providersOf(tx: Tx, teamId: string): Promise<string[]> {
  const rows = await tx.incident.groupBy({
    by: ["providerId"],
    where: { teamId },
    orderBy: { providerId: "asc" },
  });
  return rows.flatMap(({ providerId }) => providerId ?? []);
}

function machineOf(tx: Tx, teamId: string, id: string | null) {
  if (id === null) return null;
  return tx.deployment.findFirst({ where: { id, teamId }, select: { id: true, name: true } });
}

/** One incident with its machines and its story. Throws `incident-unknown`. */
export function getIncident(scope: TeamScope, id: string): Promise<IncidentDetail> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return inTeam(teamId, async (tx) => {
    const [row] = await readRows(tx, { where: { teamId, id }, offset: 0, limit: 1 });
    if (!row) throw new AppError("not-found", "incident-unknown");
    const parts = await readParts(tx, id);
    return {
      ...row,
      parts,
      ...(await readStory(tx, scope, { incidentId: id, machines: parts })),
    };
  });
}

/** Those it touches first. */
async function readParts(tx: Tx, incidentId: string): Promise<PartView[]> {
  const parts = await tx.incidentPart.findMany({
    where: { incidentId },
    include: { deployment: { select: { name: true } } },
    orderBy: [{ until: { sort: "desc", nulls: "first" } }, { since: "asc" }],
    take: MOST_PARTS,
  });
  return parts.map(({ deploymentId: id, deployment: { name }, since, until }) => ({
    id,
    name,
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
  }));
}
