import type { Incident } from "@/lib/generated/prisma/client";
import { causes, type IncidentRow } from "@/lib/incidents/types";

/** An incident with what its view tells of rows beside it. */
export interface IncidentWith extends Incident {
  readonly deployment: { readonly name: string } | null;
  readonly providerKey: { readonly name: string } | null;
  readonly parts: readonly { readonly until: Date | null }[];
}

/** What else a view tells: when a repair began, and who people are. */
export interface Beside {
  readonly repairBeganAt: Date | null;
  readonly nameOf: (userId: string) => string | null;
}

/** An incident as a list shows it. Pure. */
export function toRow(incident: IncidentWith, { repairBeganAt, nameOf }: Beside): IncidentRow {
  const { id, fault, deploymentId, providerId, region, acknowledgedBy } = incident;
  return {
    id,
    cause: causes.find((cause) => cause === incident.cause) ?? "machine",
    fault,
    name: incident.deployment?.name ?? incident.providerKey?.name ?? null,
    deploymentId,
    providerId,
    region,
    badSince: incident.badSince.toISOString(),
    detectedAt: incident.openedAt.toISOString(),
    repairBeganAt: repairBeganAt?.toISOString() ?? null,
    endedAt: incident.endedAt?.toISOString() ?? null,
    acknowledgedAt: incident.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: acknowledgedBy && nameOf(acknowledgedBy),
    machines: incident.parts.length,
    touched: incident.parts.filter(({ until }) => until === null).length,
  };
}
