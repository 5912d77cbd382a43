import { z } from "zod";
import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { inTeam, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { HealthConclusion, HealthSample } from "@/lib/generated/prisma/client";
import { parseFault } from "@/lib/health/faults";
import { parseFirstAct, parseVerdict } from "@/lib/health/read-stored";
import { readStretches } from "@/lib/health/stretches";
import type {
  ConclusionView,
  HealthRange,
  HealthView,
  RoundView,
  SeenView,
} from "@/lib/health/types";
import { shareReads } from "@/lib/share-reads";

const MOST_CONCLUSIONS = 50;

/** How well a deployment's machine is and was, over a range. Throws `not-found`, also for another team's. */
export function getHealth(scope: TeamScope, id: string, range: HealthRange): Promise<HealthView> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return shared(`${teamId} ${id} ${range}`, () => readHealth({ id, teamId }, range));
}

const shared = shareReads<HealthView>();

function readHealth(
  where: { readonly id: string; readonly teamId: string },
  range: HealthRange,
): Promise<HealthView> {
  return inTeam(where.teamId, async (tx) => {
    const row = await tx.deployment.findFirst({
      where,
      select: { health: true, probes: { select: { graceUntil: true } } },
    });
    if (!row) throw new AppError("not-found", "deployment-not-found");
    const { health, probes } = row;
    return {
      verdict: parseVerdict(health?.verdict),
      since: health?.since.toISOString() ?? null,
      fault: parseFault(health?.fault ?? null),
      firstAct: parseFirstAct(health?.firstAct ?? null),
      scope: health?.scope ?? null,
      badSince: health?.badSince?.toISOString() ?? null,
      isFlapping: health?.isFlapping ?? false,
      graceUntil: probes?.graceUntil?.toISOString() ?? null,
      last: await lastRound(tx, where.id),
      gpu: await lastFigures(tx, where.id),
      ...(await readStretches(tx, where.id, { range, now: clock.now() })),
      conclusions: await readConclusions(tx, where.id),
    };
  });
}

async function lastRound(tx: Tx, deploymentId: string): Promise<RoundView | null> {
  const row = await tx.healthSample.findFirst({
    where: { deploymentId },
    orderBy: { at: "desc" },
  });
  return row && toRound(row);
}

function toRound({ at, outcome, reason, findings }: HealthSample): RoundView {
  return { at: at.toISOString(), outcome, reason, seen: toSeen(findings) };
}

const seen = z
  .array(
    z.object({
      kind: z.string(),
      ok: z.boolean().nullable().default(null),
      word: z.string(),
      figure: z.number().nullable().default(null),
      ms: z.number().nullable().default(null),
    }),
  )
  .catch([]);

function toSeen(stored: unknown): readonly SeenView[] {
  return seen.parse(stored);
}

async function lastFigures(tx: Tx, deploymentId: string): Promise<HealthView["gpu"]> {
  const row = await tx.healthSample.findFirst({
    where: {
      deploymentId,
      OR: [
        { gpuUse: { not: null } },
        { gpuMemory: { not: null } },
        { gpuTemperature: { not: null } },
      ],
    },
    orderBy: { at: "desc" },
  });
  return (
    row && {
      at: row.at.toISOString(),
      usePercent: row.gpuUse,
      memoryPercent: row.gpuMemory,
      temperature: row.gpuTemperature,
      powerWatts: row.gpuWatts,
    }
  );
}

async function readConclusions(tx: Tx, deploymentId: string): Promise<ConclusionView[]> {
  const rows = await tx.healthConclusion.findMany({
    where: { deploymentId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST_CONCLUSIONS,
  });
  return rows.map(toConclusion);
}

function toConclusion(row: HealthConclusion): ConclusionView {
  const { id, kind, fault, firstAct, scope, reason } = row;
  return {
    id,
    kind,
    fault,
    firstAct,
    scope,
    reason,
    at: row.at.toISOString(),
    seen: toSeen(row.seen),
    badSince: row.badSince?.toISOString() ?? null,
    untold: row.isTold ? null : (row.untoldReason ?? "told-before"),
  };
}
