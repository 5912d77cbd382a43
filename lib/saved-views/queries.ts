import { personOfScope, requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import type { SavedView } from "@/lib/generated/prisma/client";
import { type SavedViewView, type ViewList, viewLists } from "@/lib/saved-views/schema";

/** One's own saved views of a list by name. */
export function listViews(scope: TeamScope, list: ViewList): Promise<SavedViewView[]> {
  requireRead(scope, "deployments.read");
  const { userId } = personOfScope(scope);
  const teamId = scope.team.id;
  return inTeam(teamId, async (tx) => {
    const rows = await tx.savedView.findMany({
      where: { teamId, userId, list },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    return rows.map(toSavedView);
  });
}

/** A stored view as its owner sees it. */
export function toSavedView({ id, list, name, query, isDefault }: SavedView): SavedViewView {
  return {
    id,
    list: viewLists.find((one) => one === list) ?? "deployments",
    name,
    query,
    isDefault,
  };
}
