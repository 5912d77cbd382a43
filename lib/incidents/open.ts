import type { Tx } from "@/lib/db";
import type { Incident } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { attachMachine } from "@/lib/incidents/attach";
import { holdIncidents } from "@/lib/incidents/hold";
import { isGraver } from "@/lib/incidents/is-graver";
import { appendIncident } from "@/lib/incidents/note";
import type { Cause } from "@/lib/incidents/types";
import { later } from "@/lib/pace";

/** What comes back so soon after its end is the same trouble. */
const AGAIN_MS = 30 * 60_000;
/** Whoever was on it was on what it was before. */
const notAcknowledged = { acknowledgedAt: null, acknowledgedBy: null };

/** A trouble and whose it is: a machine's by its id, an account's by its key, a region's by its provider. */
export interface Trouble {
  readonly teamId: string;
  readonly cause: Cause;
  readonly deploymentId?: string | null;
  readonly providerId?: string | null;
  readonly region?: string | null;
  readonly providerKeyId?: string | null;
  /** A key of `incidents.faults`. */
  readonly fault: string;
  readonly at: Date;
  /** The first bad sample. */
  readonly badSince: Date;
}

/**
 * The one open incident of a cause, made where there is none; one that ended a moment ago goes on.
 * What is back, or graver than it was, is to be acknowledged anew. A machine is attached to its own. Called at once by two workers it makes one.
 */
export async function openIncident(tx: Tx, trouble: Trouble): Promise<Incident> {
  await holdIncidents(tx, trouble.teamId);
  const incident =
    (await goOn(tx, trouble)) ?? (await reopen(tx, trouble)) ?? (await begin(tx, trouble));
  if (trouble.cause === "machine" && trouble.deploymentId) {
    await attachMachine(tx, incident, {
      deploymentId: trouble.deploymentId,
      since: trouble.badSince,
    });
  }
  return incident;
}

/** What tells one cause of a team from its others. Pure. */
export function subjectOf(
  trouble: Pick<Trouble, "cause" | "deploymentId" | "providerId" | "region" | "providerKeyId">,
): string {
  switch (trouble.cause) {
    case "machine":
      return trouble.deploymentId ?? "";
    case "account":
      return trouble.providerKeyId ?? "";
    case "region":
      return `${trouble.providerId ?? ""} ${trouble.region ?? ""}`;
    case "us":
      return "us";
    default:
      return trouble.cause satisfies never;
  }
}

async function goOn(tx: Tx, trouble: Trouble): Promise<Incident | null> {
  const { teamId, cause, fault, at } = trouble;
  const where = { teamId, cause, subject: subjectOf(trouble), endedAt: null };
  const open = await tx.incident.findFirst({ where });
  const isOfMany = cause === "region" || cause === "us";
  if (!open || isOfMany || open.fault === fault) return open;
  await appendIncident(tx, open.id, {
    kind: "other-fault",
    at,
    data: { from: open.fault, to: fault },
  });
  const data = { fault, ...(isGraver(fault, open.fault) && notAcknowledged) };
  return tx.incident.update({ where: { id: open.id }, data });
}

async function reopen(tx: Tx, trouble: Trouble): Promise<Incident | null> {
  const { teamId, cause, fault, at } = trouble;
  const last = await tx.incident.findFirst({
    where: { teamId, cause, subject: subjectOf(trouble), endedAt: { gte: later(at, -AGAIN_MS) } },
    orderBy: { endedAt: "desc" },
  });
  if (!last) return null;
  await appendIncident(tx, last.id, { kind: "reopened", at, data: { fault } });
  return tx.incident.update({
    where: { id: last.id },
    data: { endedAt: null, toldAt: null, ...notAcknowledged, fault },
  });
}

async function begin(tx: Tx, trouble: Trouble): Promise<Incident> {
  const { teamId, cause, fault, at, badSince } = trouble;
  const incident = await tx.incident.create({
    data: {
      id: newId("inc"),
      teamId,
      cause,
      subject: subjectOf(trouble),
      deploymentId: trouble.deploymentId ?? null,
      providerKeyId: trouble.providerKeyId ?? null,
      providerId: trouble.providerId ?? null,
      region: trouble.region ?? null,
      fault,
      badSince,
      openedAt: at,
    },
  });
  await appendIncident(tx, incident.id, { kind: "seen", at: badSince, data: { fault } });
  return incident;
}
