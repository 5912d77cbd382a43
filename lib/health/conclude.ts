import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment, HealthState } from "@/lib/generated/prisma/client";
import { type Scope, TOGETHER_MS } from "@/lib/health/blindness";
import { parseFault } from "@/lib/health/faults";
import { type Flap, fade, steady, turn } from "@/lib/health/flap";
import { parseFirstAct, parseProviderSays, readMemory } from "@/lib/health/read-stored";
import { blank, type Memory, type Standing, standing } from "@/lib/health/verdict";
import { newId } from "@/lib/ids";
import { later } from "@/lib/pace";

/** What made somebody look again: when, what was seen, and whose trouble it is. */
export interface Evidence {
  readonly at: Date;
  /** A key of `deployments.health.reasons`. */
  readonly reason: string;
  readonly seen: readonly object[];
  readonly scope: Scope;
}

type Kind = "unhealthy" | "other-fault" | "recovered" | "unknown" | "flapping" | "calm";
type Told = "deployment.unhealthy" | "deployment.recovered" | "deployment.flapping";

/**
 * Draws the one verdict on a machine from all that is stored of it and writes what changed: the
 * verdict, the conclusion that a person reads, and the event that tells it. What the provider itself
 * says is told by the change of status that goes with it. Run twice it changes nothing.
 */
export async function conclude(tx: Tx, deploymentId: string, evidence: Evidence): Promise<void> {
  const held = await hold(tx, deploymentId, evidence.at);
  if (!held) return;
  const { before, machine, probes } = held;
  const next = sightOf(standing(parseProviderSays(before.providerSays), probes), evidence.scope);
  const flap = flapOf(before, next, evidence.at);
  const kinds = kindsOf(before, next, flap);
  const change = { before, machine, next, flap, badSince: probes.badSince };
  let { toldUnhealthy } = before;
  for (const kind of kinds) {
    const telling = await tellingOf(tx, { ...change, kind, toldUnhealthy }, evidence);
    if (telling.type) await tell(tx, telling.type, change, evidence);
    if (telling.type === "deployment.unhealthy") toldUnhealthy = true;
    if (telling.type === "deployment.recovered") toldUnhealthy = false;
    await writeConclusion(tx, { ...change, kind, untold: telling.untold }, evidence);
  }
  await writeVerdict(tx, { ...change, toldUnhealthy }, evidence);
}

async function hold(tx: Tx, deploymentId: string, at: Date) {
  const machine = await tx.deployment.findUnique({
    where: { id: deploymentId },
    include: { probes: true },
  });
  if (!machine) return null;
  await tx.$executeRaw`
    INSERT INTO health_state (deployment_id, team_id, verdict, checked_at, since)
    VALUES (${deploymentId}, ${machine.teamId}, 'unknown', ${at}, ${at})
    ON CONFLICT (deployment_id) DO NOTHING`;
  await tx.$executeRaw`SELECT 1 FROM health_state WHERE deployment_id = ${deploymentId} FOR UPDATE`;
  const before = await tx.healthState.findUniqueOrThrow({ where: { deploymentId } });
  const probes =
    machine.status === "running" && machine.probes ? readMemory(machine.probes) : blank;
  return { before, machine, probes };
}

/** While we are blind ourselves, a machine that does not answer is one that we do not see. */
function sightOf(next: Standing, scope: Scope): Standing {
  const isBlind = scope === "us" && next.fault === "unreachable";
  return isBlind ? { ...next, verdict: "unknown", firstAct: "freeze" } : next;
}

function flapOf(before: HealthState, next: Standing, at: Date): Flap {
  const flap = before.flapAt
    ? { score: before.flapScore, at: before.flapAt, isFlapping: before.isFlapping }
    : steady(at);
  return hasTurned(before, next) ? turn(flap, at) : fade(flap, at);
}

/** From well to unwell by what was probed, or back. */
function hasTurned(before: HealthState, next: Standing): boolean {
  const wasIll = before.verdict === "unhealthy" && before.fault !== "gone";
  const isIll = next.verdict === "unhealthy" && next.fault !== "gone";
  return wasIll ? next.verdict === "healthy" : isIll;
}

function kindsOf(before: HealthState, next: Standing, flap: Flap): Kind[] {
  const kinds: Kind[] = [];
  const wasIll = before.verdict === "unhealthy";
  if (next.verdict === "unhealthy" && !wasIll) kinds.push("unhealthy");
  else if (next.verdict === "unhealthy" && before.fault !== next.fault) kinds.push("other-fault");
  if (wasIll && next.verdict === "healthy") kinds.push("recovered");
  const isBlind = next.verdict === "unknown" && next.fault !== null;
  if (isBlind && before.verdict !== "unknown") kinds.push("unknown");
  if (flap.isFlapping && !before.isFlapping) kinds.push("flapping");
  if (!flap.isFlapping && before.isFlapping) kinds.push("calm");
  return kinds;
}

interface Change {
  readonly before: HealthState;
  readonly machine: Deployment;
  readonly next: Standing;
  readonly flap: Flap;
  readonly badSince: Memory["badSince"];
}

interface Telling {
  readonly type: Told | null;
  /** Why nobody is told, a key of `deployments.health.untold`. */
  readonly untold: string | null;
}

async function tellingOf(
  tx: Tx,
  change: Change & { readonly kind: Kind; readonly toldUnhealthy: boolean },
  evidence: Evidence,
): Promise<Telling> {
  const { kind, next, flap, toldUnhealthy } = change;
  if (kind === "flapping") return { type: "deployment.flapping", untold: null };
  if (kind === "unknown") return { type: null, untold: "blind" };
  if (kind === "other-fault") return { type: null, untold: "told-before" };
  if (next.fault === "gone" || change.before.fault === "gone") {
    return { type: null, untold: "by-status" };
  }
  if (flap.isFlapping) return { type: null, untold: "flapping" };
  const isIll = next.verdict === "unhealthy";
  if (isIll === toldUnhealthy) return { type: null, untold: "told-before" };
  if (!isIll) return { type: "deployment.recovered", untold: null };
  const isOneOfMany = evidence.scope === "region" && (await wasRegionTold(tx, change, evidence.at));
  return isOneOfMany
    ? { type: null, untold: "grouped" }
    : { type: "deployment.unhealthy", untold: null };
}

/** A region that fails is told of once, by the first of its machines. */
async function wasRegionTold(tx: Tx, { machine, badSince }: Change, at: Date): Promise<boolean> {
  const { teamId, providerId, region } = machine;
  const since = badSince ?? at;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`region ${teamId} ${providerId} ${region}`}, 0))`;
  const told = await tx.healthConclusion.findFirst({
    where: {
      teamId,
      kind: "unhealthy",
      scope: "region",
      isTold: true,
      badSince: { gte: later(since, -TOGETHER_MS), lte: later(since, TOGETHER_MS) },
      deployment: { providerId, region },
    },
    select: { id: true },
  });
  return told !== null;
}

async function tell(
  tx: Tx,
  type: Told,
  { machine, next, before }: Change,
  { at, scope }: Evidence,
): Promise<void> {
  await recordEvent(tx, {
    type,
    teamId: machine.teamId,
    deploymentId: machine.id,
    data: {
      name: machine.name,
      providerId: machine.providerId,
      fault: next.fault ?? parseFault(before.fault) ?? "unreachable",
      scope: scope === "region" ? "region" : "machine",
    },
    at,
  });
}

async function writeConclusion(
  tx: Tx,
  change: Change & { readonly kind: Kind; readonly untold: string | null },
  { at, reason, seen, scope }: Evidence,
): Promise<void> {
  const { machine, next, before, kind, untold } = change;
  const isEnd = kind === "recovered" || kind === "calm";
  await tx.healthConclusion.create({
    data: {
      id: newId("hea"),
      teamId: machine.teamId,
      deploymentId: machine.id,
      at,
      kind,
      fault: isEnd ? before.fault : next.fault,
      firstAct: isEnd ? null : next.firstAct,
      scope: isEnd ? before.scope : scope,
      reason,
      seen: [...seen],
      badSince: isEnd ? before.badSince : change.badSince,
      isTold: untold === null,
      untoldReason: untold,
    },
    select: { id: true },
  });
}

async function writeVerdict(
  tx: Tx,
  change: Change & { readonly toldUnhealthy: boolean },
  { at, scope }: Evidence,
): Promise<void> {
  const { before, next, flap, badSince, toldUnhealthy } = change;
  const { verdict, fault } = next;
  await tx.healthState.update({
    where: { deploymentId: before.deploymentId },
    data: {
      verdict,
      fault,
      firstAct: parseFirstAct(next.firstAct),
      scope: fault === null ? null : scope,
      badSince: fault === null ? null : (badSince ?? before.badSince ?? at),
      since: verdict === before.verdict ? before.since : at,
      checkedAt: at > before.checkedAt ? at : before.checkedAt,
      flapScore: flap.score,
      flapAt: flap.at,
      isFlapping: flap.isFlapping,
      toldUnhealthy,
    },
    select: { deploymentId: true },
  });
}
