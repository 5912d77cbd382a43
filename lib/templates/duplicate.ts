import { personOfScope } from "@/lib/auth/scope";
import { storedEnvironment } from "@/lib/beginning/stored";
import { Prisma } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { parsePolicy } from "@/lib/repair-policy/schema";
import { requireTemplateRoom } from "@/lib/templates/require-room";
import { requireTemplate } from "@/lib/templates/require-template";
import { templateInput, templateView } from "@/lib/templates/schema";
import { toTemplateView } from "@/lib/templates/to-template-view";
import { defineVerb } from "@/lib/verbs/define-verb";

const LONGEST_NAME = 60;

/** Makes a private copy of a template the person sees, secrets included. Refusal: `template-unknown`. */
export const duplicateTemplate = defineVerb({
  name: "templates.duplicate",
  input: templateInput,
  output: templateView,
  permission: "deployments.write",
  feature: "templates",
  audit: ({ templateId }, { id }) => ({ target: id, details: { copyOf: templateId } }),
  async run({ tx, scope, now }, { templateId }) {
    const { userId } = personOfScope(scope);
    const original = await requireTemplate(tx, scope, templateId);
    await requireTemplateRoom(tx, scope.team.id);
    const row = await tx.template.create({
      data: {
        ...original,
        ...storedEnvironment(original),
        repairPolicy: parsePolicy(original.repairPolicy) ?? Prisma.DbNull,
        id: newId("tpl"),
        name: nameOfCopy(original.name),
        visibility: "private",
        createdBy: userId,
        createdAt: now,
        updatedAt: now,
      },
    });
    return toTemplateView(row, scope);
  },
});

function nameOfCopy(name: string): string {
  return `${name.slice(0, LONGEST_NAME - 4)} (2)`;
}
