import { personOfScope } from "@/lib/auth/scope";
import { storeVariables } from "@/lib/beginning/store-variables";
import { newId } from "@/lib/ids";
import { templateColumns } from "@/lib/templates/columns";
import { requireTemplateRoom } from "@/lib/templates/require-room";
import { templateFields, templateView } from "@/lib/templates/schema";
import { toTemplateView } from "@/lib/templates/to-template-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Keeps what a machine begins with, to launch it again. Secret values are sealed and never shown. */
export const createTemplate = defineVerb({
  name: "templates.create",
  input: templateFields,
  output: templateView,
  permission: "deployments.write",
  feature: "templates",
  audit: (_input, { id, visibility }) => ({ target: id, details: { visibility } }),
  async run({ tx, scope, now }, input) {
    const { userId } = personOfScope(scope);
    const teamId = scope.team.id;
    await requireTemplateRoom(tx, scope.team.id);
    const variables = input.environment;
    const stored = await storeVariables(tx, { teamId, variables, kept: {}, now });
    const row = await tx.template.create({
      data: {
        ...templateColumns(input, stored),
        id: newId("tpl"),
        teamId,
        createdBy: userId,
        createdAt: now,
        updatedAt: now,
      },
    });
    return toTemplateView(row, scope);
  },
});
