import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import { listKeys } from "@/lib/provider-keys/queries";
import type { StrayView } from "./schema";
import { toStrayView } from "./to-stray-view";

const MOST_LISTED = 200;

/** Machines of the team's accounts that carry our mark and no deployment owns, oldest first. */
export async function listStrays(scope: TeamScope): Promise<StrayView[]> {
  requireRead(scope, "deployments.read");
  const [rows, keys] = await Promise.all([
    inTeam(scope.team.id, (tx) =>
      tx.strayMachine.findMany({
        where: {
          teamId: scope.team.id,
          goneAt: null,
          OR: [{ decision: null }, { decision: "ignored" }],
        },
        orderBy: [{ firstSeenAt: "asc" }, { id: "asc" }],
        take: MOST_LISTED,
      }),
    ),
    listKeys(scope),
  ]);
  return rows.flatMap((row) => {
    const key = keys.find(({ id }) => id === row.providerKeyId);
    return key ? [toStrayView(row, key)] : [];
  });
}
