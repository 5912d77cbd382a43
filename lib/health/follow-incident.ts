import type { Tx } from "@/lib/db";
import type { Deployment, Incident } from "@/lib/generated/prisma/client";
import { belonging } from "@/lib/health/belonging";
import type { Scope } from "@/lib/health/blindness";
import type { Standing } from "@/lib/health/verdict";
import { attachMachine } from "@/lib/incidents/attach";
import { leaveIncident } from "@/lib/incidents/close";
import { incidentOf } from "@/lib/incidents/incident-of";
import { openIncident, subjectOf, type Trouble } from "@/lib/incidents/open";

export interface Sighted {
  readonly machine: Deployment;
  readonly next: Standing;
  readonly isFlapping: boolean;
  readonly scope: Scope;
  readonly badSince: Date;
  readonly at: Date;
}

/** Where a machine's trouble stands among the incidents of its team. */
export interface Followed {
  /** What it is part of now, or was until now; `null`: no incident. */
  readonly incident: Incident | null;
  /** It is part of it since now. */
  readonly hasJoined: boolean;
  /** It is not part of it any more. */
  readonly hasLeft: boolean;
  /** It came from another incident. */
  readonly movedFrom: Incident | null;
}

/** Opens the incident that a machine's trouble is part of, or finds it; the machine is attached. */
export async function followIncident(tx: Tx, sighted: Sighted): Promise<Followed> {
  const { machine, next, isFlapping, scope, badSince, at } = sighted;
  const before = await incidentOf(tx, machine.id);
  const belongs = belonging(next, { scope, isFlapping, cause: before?.cause ?? null });
  const stays = { incident: before, hasJoined: false, hasLeft: false, movedFrom: null };
  if (belongs === "as-before") return stays;
  if (belongs === "none") return { ...stays, hasLeft: before !== null };
  const trouble = troubleOf(machine, {
    cause: belongs,
    fault: next.fault ?? "unreachable",
    badSince,
    at,
  });
  if (before && isSame(before, trouble)) return stays;
  const incident = await openIncident(tx, trouble);
  await attachMachine(tx, incident, { deploymentId: machine.id, since: badSince });
  const movedFrom = before && before.id !== incident.id ? before : null;
  if (movedFrom) {
    const leaving = { deploymentId: machine.id, at, kind: "moved", to: incident.id } as const;
    await leaveIncident(tx, movedFrom, leaving);
  }
  return { incident, hasJoined: before?.id !== incident.id, hasLeft: false, movedFrom };
}

function troubleOf(
  { id, teamId, providerId, region }: Deployment,
  { cause, ...rest }: Pick<Trouble, "fault" | "badSince" | "at"> & { readonly cause: Scope },
): Trouble {
  switch (cause) {
    case "machine":
      return { ...rest, cause, teamId, deploymentId: id, providerId, region };
    case "region":
      return { ...rest, cause, teamId, providerId, region };
    case "us":
      return { ...rest, cause, teamId };
    default:
      return cause satisfies never;
  }
}

function isSame({ cause, subject, fault }: Incident, trouble: Trouble): boolean {
  if (cause !== trouble.cause || subject !== subjectOf(trouble)) return false;
  return cause !== "machine" || fault === trouble.fault;
}
