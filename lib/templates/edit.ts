import { dropUnused } from "@/lib/beginning/drop-unused";
import { storeVariables } from "@/lib/beginning/store-variables";
import { storedEnvironment } from "@/lib/beginning/stored";
import { templateColumns } from "@/lib/templates/columns";
import { requireOwnTemplate } from "@/lib/templates/require-template";
import { editTemplateInput, templateView } from "@/lib/templates/schema";
import { toTemplateView } from "@/lib/templates/to-template-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Changes one's own template as a whole; a secret without a value stays as it is. Machines launched
 * from it keep what they began with. Refusals: `template-unknown`, `template-not-yours`.
 */
export const editTemplate = defineVerb({
  name: "templates.edit",
  input: editTemplateInput,
  output: templateView,
  permission: "deployments.write",
  feature: "templates",
  audit: ({ templateId, visibility }) => ({ target: templateId, details: { visibility } }),
  async run({ tx, scope, now }, { templateId, ...input }) {
    const before = await requireOwnTemplate(tx, scope, templateId);
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
    return toTemplateView(row, before.createdBy);
  },
});
