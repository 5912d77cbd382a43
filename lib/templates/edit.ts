import { personOfScope } from "@/lib/auth/scope";
import { dropUnused } from "@/lib/beginning/drop-unused";
import { storeVariables } from "@/lib/beginning/store-variables";
import { storedEnvironment } from "@/lib/beginning/stored";
import { AppError } from "@/lib/errors";
import { templateColumns } from "@/lib/templates/columns";
import { requireChangeable } from "@/lib/templates/require-template";
import { editTemplateInput, templateView } from "@/lib/templates/schema";
import { toTemplateView } from "@/lib/templates/to-template-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Changes a template the person may change as a whole; a secret without a value stays as it is. Machines launched
 * from it keep what they began with; only its maker makes it private. Refusals: `template-unknown`, `template-not-yours`.
 */
export const editTemplate = defineVerb({
  name: "templates.edit",
  input: editTemplateInput,
  output: templateView,
  permission: "deployments.write",
  feature: "templates",
  audit: ({ templateId, visibility }) => ({ target: templateId, details: { visibility } }),
  async run({ tx, scope, now }, { templateId, ...input }) {
    const before = await requireChangeable(tx, scope, templateId);
    const isWithdrawn = before.visibility === "team" && input.visibility === "private";
    if (isWithdrawn && before.createdBy !== personOfScope(scope).userId) {
      throw new AppError("forbidden", "template-not-yours");
    }
    const stored = await storeVariables(tx, {
      teamId: scope.team.id,
      variables: input.environment,
      kept: storedEnvironment(before).secrets,
      now,
    });
    const row = await tx.template.update({
      where: { id: templateId },
      data: { ...templateColumns(input, stored), updatedAt: now },
    });
    await dropUnused(tx, scope.team.id, storedEnvironment(before).secrets);
    return toTemplateView(row, scope);
  },
});
