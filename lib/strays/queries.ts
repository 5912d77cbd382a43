import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam, type Tx } from "@/lib/db";
import { listKeys } from "@/lib/provider-keys/queries";
import { findAskers } from "./asker";
import type { StrayView } from "./schema";
import { toStrayView } from "./to-stray-view";

const MOST_LISTED = 200;

/** Machines of the team's accounts that carry our mark and no deployment owns, oldest first. */
export async function listStrays(scope: TeamScope): Promise<StrayView[]> {
  requireRead(scope, "deployments.read");
  const [{ rows, askers }, keys] = await Promise.all([
    inTeam(scope.team.id, (tx) => read(tx, scope.team.id)),
    listKeys(scope),
  ]);
  return rows.flatMap((row) => {
    const key = keys.find(({ id }) => id === row.providerKeyId);
    const isEnding = row.ownedByCallId !== null && !askers.has(row.id);
    return key ? [toStrayView(row, { key, isEnding })] : [];
  });
}

async function read(tx: Tx, teamId: string) {
  const rows = await tx.strayMachine.findMany({
    where: { teamId, goneAt: null, OR: [{ decision: null }, { decision: "ignored" }] },
    orderBy: [{ firstSeenAt: "asc" }, { id: "asc" }],
    take: MOST_LISTED,
  });
  return { rows, askers: await findAskers(tx, rows) };
}
