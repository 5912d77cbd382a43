import { z } from "zod";
import { dropUnused } from "@/lib/beginning/drop-unused";
import { storedEnvironment } from "@/lib/beginning/stored";
import { requireChangeable } from "@/lib/templates/require-template";
import { templateInput } from "@/lib/templates/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Removes a template the person may change. Machines launched from it are left alone. Refusals: `template-unknown`,
 * `template-not-yours`.
 */
export const removeTemplate = defineVerb({
  name: "templates.remove",
  input: templateInput,
  output: z.object({ id: z.string() }),
  permission: "deployments.write",
  feature: "templates",
  audit: ({ templateId }) => ({ target: templateId }),
  async run({ tx, scope }, { templateId }) {
    const row = await requireChangeable(tx, scope, templateId);
    await tx.template.delete({ where: { id: row.id } });
    await dropUnused(tx, scope.team.id, storedEnvironment(row).secrets);
    return { id: row.id };
  },
});
