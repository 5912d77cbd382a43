import { z } from "zod";
import { requireOwnTemplate } from "@/lib/templates/require-template";
import { templateInput } from "@/lib/templates/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Removes one's own template. Machines launched from it are left alone. Refusals: `template-unknown`,
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
    const { id } = await requireOwnTemplate(tx, scope, templateId);
    await tx.template.delete({ where: { id } });
    return { id };
  },
});
