import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { tierHas } from "@/lib/billing/tiers";
import { inTeam } from "@/lib/db";
import { visibleTo } from "@/lib/templates/require-template";
import { toTemplateView } from "@/lib/templates/to-template-view";
import type { TemplateList } from "@/lib/templates/types";

/** One's own templates and the team's, the one changed last first. */
export async function listTemplates(scope: TeamScope): Promise<TemplateList> {
  requireRead(scope, "deployments.read");
  const rows = await inTeam(scope.team.id, (tx) =>
    tx.template.findMany({
      where: visibleTo(scope),
      orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    }),
  );
  return {
    templates: rows.map((row) => toTemplateView(row, scope)),
    isLocked: !tierHas(scope.team.tier, "templates"),
  };
}
