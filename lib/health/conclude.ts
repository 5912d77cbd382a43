import type { Tx } from "@/lib/db";
import type { EventType } from "@/lib/events/catalog";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment, HealthState } from "@/lib/generated/prisma/client";
import { parseScope, type Scope } from "@/lib/health/blindness";
import { parseFault } from "@/lib/health/faults";
import { type Flap, fade, steady, turn } from "@/lib/health/flap";
import { type Followed, followIncident } from "@/lib/health/follow-incident";
import { holdHealth } from "@/lib/health/hold-health";
import {
  parseFirstAct,
  parseProviderSays,
  readMemory,
  readStanding,
} from "@/lib/health/read-stored";
import { type Kind, type Telling, type Told, tellingOf } from "@/lib/health/telling";
import {
  afterUnwell,
  blank,
  type Memory,
  type Standing,
  sightOf,
  standing,
} from "@/lib/health/verdict";
import { newId } from "@/lib/ids";
import { leaveIncident } from "@/lib/incidents/close";
import { appendIncident } from "@/lib/incidents/note";

/** What made somebody look again: when, what was seen, and whose trouble it is. */
export interface Evidence {
  readonly at: Date;
  /** A key of `deployments.health.reasons`. */
  readonly reason: string;
  readonly seen: readonly object[];
  /** `null`: as it was, since nothing new was seen of that. */
  readonly scope: Scope | null;
  /** Its account was asked, and tells of a machine that does not run too. */
  readonly isLook?: boolean;
}

interface Judged extends Evidence {
  readonly scope: Scope;
}

/**
 * Draws the one verdict on a machine from all that is stored of it and writes what changed: the
 * verdict, the conclusion that a person reads, and the event that tells it. What the provider itself
 * says is told by the change of status that goes with it. Where a machine does not run, or is there no
 * more, only a look at its account tells anything of it: else what was concluded stands. Run twice it
 * changes nothing.
 */
export async function conclude(tx: Tx, deploymentId: string, seen: Evidence): Promise<void> {
  const held = await hold(tx, deploymentId, seen.at);
  if (!held) return;
  const { before, machine, probes } = held;
  const isSeen = seen.isLook || machine.status === "running";
  const evidence = { ...seen, scope: (isSeen && seen.scope) || parseScope(before.scope) };
  const sight = sightOf(standing(parseProviderSays(before.providerSays), probes), evidence.scope);
  const next = isSeen ? afterUnwell(before.verdict, sight) : readStanding(before);
  const flap = flapOf(before, next, evidence.at);
  const kinds = kindsOf(before, next, flap);
  const badSince = probes.badSince ?? before.badSince ?? evidence.at;
  const sighted = { machine, next, isFlapping: flap.isFlapping, badSince, ...evidence };
  const followed = await followIncident(tx, sighted);
  const change = { before, machine, next, flap, badSince: probes.badSince, followed };
  await writeEntries(tx, change, { kinds, evidence });
  const endsIncident = await leave(tx, change, evidence.at);
  let { toldUnhealthy } = before;
  for (const kind of kinds) {
    const telling = await heedRepair(
      tx,
      deploymentId,
      tellingOf({ ...change, kind, isFlapping: flap.isFlapping, toldUnhealthy, endsIncident }),
    );
    if (telling.type) await tell(tx, telling.type, change, evidence);
    if (telling.untold === "by-status") await takeTold(tx, change, evidence.at);
    toldUnhealthy = isBelievedUnwell(telling.type, { ...change, kind, toldUnhealthy });
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
  await holdHealth(tx, [deploymentId], at);
  const before = await tx.healthState.findUniqueOrThrow({ where: { deploymentId } });
  const probes =
    machine.status === "running" && machine.probes ? readMemory(machine.probes) : blank;
  return { before, machine, probes };
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
  readonly followed: Followed;
}

/** What joins the incident of a machine to its story. */
async function writeEntries(
  tx: Tx,
  { machine, next, followed }: Change,
  { kinds, evidence }: { readonly kinds: readonly Kind[]; readonly evidence: Judged },
): Promise<void> {
  const { incident, hasJoined } = followed;
  if (!incident) return;
  const { at, reason } = evidence;
  const entry = { at, deploymentId: machine.id };
  if (hasJoined) {
    const { verdict, fault, firstAct } = next;
    const data = { verdict, fault, firstAct, reason, scope: incident.cause };
    await appendIncident(tx, incident.id, { ...entry, kind: "concluded", data });
  }
  for (const kind of kinds) {
    if (kind === "flapping" || kind === "calm") {
      await appendIncident(tx, incident.id, { ...entry, kind });
    }
  }
}

/** A repair tells itself what has come of it. */
async function heedRepair(tx: Tx, deploymentId: string, telling: Telling): Promise<Telling> {
  if (telling.type !== "deployment.recovered") return telling;
  const repair = await tx.repair.findFirst({
    where: { deploymentId, state: "open" },
    select: { id: true },
  });
  return repair ? { type: null, untold: "by-repair" } : telling;
}

/** Answers whether the machine's incident is over with it. */
function leave(tx: Tx, { machine, followed }: Change, at: Date): Promise<boolean> | false {
  const { incident, hasLeft } = followed;
  if (!incident || !hasLeft) return false;
  return leaveIncident(tx, incident, { deploymentId: machine.id, at, kind: "recovered" });
}

/** Whether people believe a machine to be unwell after they were told of it, or not. */
function isBelievedUnwell(
  type: Told | null,
  change: Change & { readonly kind: Kind; readonly toldUnhealthy: boolean },
): boolean {
  if (type === "deployment.unhealthy") return change.followed.incident?.cause !== "region";
  if (type === "deployment.recovered") return false;
  const isOver = change.kind === "recovered" && !change.flap.isFlapping;
  return !isOver && change.toldUnhealthy;
}

async function tell(
  tx: Tx,
  type: Told,
  { machine, next, before, followed }: Change,
  { at }: Judged,
): Promise<void> {
  const { incident } = followed;
  if (incident) {
    const toldAt = type === "deployment.recovered" ? null : at;
    await tx.incident.update({ where: { id: incident.id }, data: { toldAt } });
  }
  await recordEvent(tx, {
    type,
    teamId: machine.teamId,
    deploymentId: machine.id,
    incidentId: incident?.id ?? null,
    data: {
      name: machine.name,
      providerId: machine.providerId,
      fault: next.fault ?? parseFault(before.fault) ?? "unreachable",
      scope: incident?.cause === "region" ? "region" : "machine",
      region: machine.region,
    },
    at,
  });
}

/** What the change of status in this transaction told belongs to the incident. */
async function takeTold(tx: Tx, { machine, next, followed }: Change, at: Date): Promise<void> {
  const { incident } = followed;
  if (!incident) return;
  const { count } = await tx.event.updateMany({
    where: {
      deploymentId: machine.id,
      at,
      incidentId: null,
      fannedOutAt: null,
      type: { in: [...byStatus] },
    },
    data: { incidentId: incident.id },
  });
  if (count === 0 || next.verdict !== "unhealthy") return;
  await tx.incident.update({ where: { id: incident.id }, data: { toldAt: at } });
}

const byStatus: readonly EventType[] = [
  "deployment.lost",
  "deployment.failed",
  "deployment.running",
];

async function writeConclusion(
  tx: Tx,
  change: Change & { readonly kind: Kind; readonly untold: string | null },
  { at, reason, seen, scope }: Judged,
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
  { at, scope }: Judged,
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
