import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment, Prisma } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { appendIncident, type NewEntry } from "@/lib/incidents/note";
import { later } from "@/lib/pace";
import { readLaunchPrice } from "@/lib/repair/find-replacements";
import type { RepairRow } from "@/lib/repair/read-facts";
import type { HoldReason } from "@/lib/repair/types";
import type { Rung } from "@/lib/repair-policy/schema";

const LOOK_AGAIN_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/** What somebody should hear of, because nothing but they can help, or because it costs time. */
const told = new Set<HoldReason>([
  "key-refused",
  "key-frozen",
  "no-credit",
  "flapping",
  "too-many-repairs",
  "too-many-rebuilds",
  "rung-forbidden",
  "region-down",
  "data-asks",
  "no-volume",
  "no-offer",
  "too-dear",
  "no-capacity",
  "day-extra",
  "budget-reached",
]);

/** The market changes by itself: what it refused is asked of it again after a while. */
const asksMarket = new Set<HoldReason>([
  "no-offer",
  "too-dear",
  "no-capacity",
  "day-extra",
  "budget-reached",
  "came-back",
]);

interface Trouble {
  readonly row: Deployment;
  readonly current: RepairRow | null;
  readonly fault: string;
  readonly badSince: Date | null;
  readonly now: Date;
}

/** The repair of a trouble, made where there is none yet; answers its id. */
export async function beginRepair(tx: Tx, trouble: Trouble): Promise<string> {
  const { row, current, now } = trouble;
  if (current) {
    await tx.repair.update({
      where: { id: current.id },
      data: { state: "open", retryAt: null, begunAt: current.begunAt ?? now },
    });
    if (!current.begunAt) await tellIncident(tx, row.id, { kind: "repair-begun", at: now });
    return current.id;
  }
  await tellIncident(tx, row.id, { kind: "repair-begun", at: now });
  return create(tx, trouble, { state: "open", begunAt: now });
}

/** Notes what is in the way; somebody is told once of each thing that they should know. */
export async function blockRepair(tx: Tx, trouble: Trouble, reason: HoldReason): Promise<void> {
  const { row, current, now, fault } = trouble;
  const refusals = current?.acts.filter(({ outcome }) => outcome === "no-capacity").length ?? 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, LOOK_AGAIN_MS * 2 ** Math.min(refusals, 10));
  const retryAt = asksMarket.has(reason) ? later(now, waitMs) : null;
  const data = { state: "blocked", reason, retryAt };
  if (current) await tx.repair.update({ where: { id: current.id }, data });
  const id = current?.id ?? (await create(tx, trouble, data));
  if (!told.has(reason)) return;
  const entry = { kind: "repair-blocked", at: now, data: { reason } } as const;
  const incidentId = await tellIncident(tx, row.id, entry);
  await recordEvent(tx, {
    type: "deployment.repair-blocked",
    teamId: row.teamId,
    deploymentId: row.id,
    incidentId,
    data: { name: row.name, providerId: row.providerId, fault, hold: reason },
    at: now,
    dedupeKey: `repair-blocked:${id}:${reason}`,
  });
}

/** All that may be done was done, and the machine is still unwell. */
export async function exhaustRepair(tx: Tx, trouble: Trouble): Promise<void> {
  const { row, current, now, fault } = trouble;
  if (!current) return;
  await endRepair(tx, current.id, { state: "exhausted", reason: "exhausted", at: now });
  const entry = { kind: "repair-ended", at: now, data: { state: "exhausted" } } as const;
  const incidentId = await tellIncident(tx, row.id, entry);
  await recordEvent(tx, {
    type: "deployment.repair-exhausted",
    teamId: row.teamId,
    deploymentId: row.id,
    incidentId,
    data: { name: row.name, providerId: row.providerId, fault, acts: String(current.acts.length) },
    at: now,
    dedupeKey: `repair-exhausted:${current.id}`,
  });
}

/** Ends a repair and what was being done in it. */
export async function endRepair(
  tx: Tx,
  id: string,
  {
    at,
    outcome = "given-up",
    ...data
  }: {
    readonly state: "succeeded" | "exhausted" | "superseded" | "over";
    readonly reason: string | null;
    readonly at: Date;
    readonly outcome?: string;
    readonly afterPerHourMicros?: bigint;
  },
): Promise<void> {
  await tx.repairAct.updateMany({
    where: { repairId: id, endedAt: null },
    data: { endedAt: at, outcome },
  });
  await tx.repair.update({ where: { id }, data: { ...data, endedAt: at, retryAt: null } });
}

/** Notes that something begins to be done. */
export async function beginAct(
  tx: Tx,
  facts: {
    readonly teamId: string;
    readonly repairId: string;
    readonly operationId: string;
    readonly deploymentId: string;
    readonly rung: Rung;
    readonly at: Date;
  },
): Promise<void> {
  const { deploymentId, ...columns } = facts;
  const { rung, at, repairId } = facts;
  const again = await tx.repairAct.count({ where: { repairId, rung, outcome: "no-capacity" } });
  if (again === 0) await tellIncident(tx, deploymentId, { kind: "repair-act", at, data: { rung } });
  await tx.repairAct.create({ data: { id: newId("act"), ...columns } });
}

/**
 * Writes what a repair does into the story of the machine's latest incident, which may be over by
 * the time the repair is. Answers which; `null`: it had none.
 */
export async function tellIncident(
  tx: Tx,
  deploymentId: string,
  entry: NewEntry,
): Promise<string | null> {
  const part = await tx.incidentPart.findFirst({
    where: { deploymentId, incident: { cause: { not: "account" } } },
    orderBy: { since: "desc" },
    select: { incidentId: true },
  });
  if (!part) return null;
  await appendIncident(tx, part.incidentId, { ...entry, deploymentId });
  return part.incidentId;
}

/** Notes what came of what was being done. */
export async function endAct(
  tx: Tx,
  operationId: string,
  facts: { readonly outcome: string; readonly at: Date },
): Promise<void> {
  await tx.repairAct.updateMany({
    where: { operationId, endedAt: null },
    data: { outcome: facts.outcome, endedAt: facts.at },
  });
}

async function create(
  tx: Tx,
  { row, fault, badSince, now }: Trouble,
  data: Pick<Prisma.RepairUncheckedCreateInput, "state" | "reason" | "retryAt" | "begunAt">,
): Promise<string> {
  const id = newId("rep");
  await tx.repair.create({
    data: {
      ...data,
      id,
      teamId: row.teamId,
      deploymentId: row.id,
      fault,
      badSince,
      openedAt: now,
      beforePerHourMicros: await readLaunchPrice(tx, row),
    },
  });
  return id;
}
