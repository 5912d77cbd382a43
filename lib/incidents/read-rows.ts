import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { readNames } from "@/lib/incidents/read-names";
import { toRow } from "@/lib/incidents/to-row";
import type { IncidentRow } from "@/lib/incidents/types";

/** What a view of an incident is made of. */
const beside = {
  deployment: { select: { name: true } },
  providerKey: { select: { name: true } },
  parts: { select: { until: true } },
} as const;

export interface RowsAsked {
  readonly where: Prisma.IncidentWhereInput & { readonly teamId: string };
  readonly offset: number;
  readonly limit: number;
}

/** Incidents as a list shows them: open ones first, the newest of each first. */
export async function readRows(
  tx: Tx,
  { where, offset, limit }: RowsAsked,
): Promise<readonly IncidentRow[]> {
  const incidents = await tx.incident.findMany({
    where,
    include: beside,
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { openedAt: "desc" }, { id: "desc" }],
    skip: offset,
    take: limit,
  });
  const began = await readBegins(
    tx,
    incidents.map(({ id }) => id),
  );
  const nameOf = await readNames(
    tx,
    incidents.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []),
  );
  return incidents.map((incident) =>
    toRow(incident, { repairBeganAt: began.get(incident.id) ?? null, nameOf }),
  );
}

/** When the first repair of each began. */
async function readBegins(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.incidentEntry.groupBy({
    by: ["incidentId"],
    where: { incidentId: { in: [...ids] }, kind: "repair-begun" },
    _min: { at: true },
  });
  return new Map(rows.flatMap(({ incidentId, _min }) => (_min.at ? [[incidentId, _min.at]] : [])));
}
