import { personOfScope } from "@/lib/auth/scope";
import { storedEnvironment } from "@/lib/beginning/stored";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { saveMachineInput, templateView } from "@/lib/templates/schema";
import { toTemplateView } from "@/lib/templates/to-template-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Makes a template of what a machine of the team began with, secrets included without their being
 * opened. Refusal: `deployment-not-found`.
 */
export const saveMachine = defineVerb({
  name: "templates.save-machine",
  input: saveMachineInput,
  output: templateView,
  permission: "deployments.write",
  feature: "templates",
  audit: ({ deploymentId, visibility }, { id }) => ({
    target: id,
    details: { deploymentId, visibility },
  }),
  async run({ tx, scope, now }, { deploymentId, name, visibility }) {
    const { userId } = personOfScope(scope);
    const teamId = scope.team.id;
    const machine = await tx.deployment.findFirst({ where: { id: deploymentId, teamId } });
    if (!machine) throw new AppError("not-found", "deployment-not-found");
    const { image, diskGb, ports, authorizedKeys, gpuModel, gpuCount } = machine;
    const row = await tx.template.create({
      data: {
        ...storedEnvironment(machine),
        id: newId("tpl"),
        teamId,
        createdBy: userId,
        visibility,
        name,
        image,
        diskGb,
        ports,
        authorizedKeys,
        startupScript: machine.startupScript,
        command: machine.command,
        gpuModels: gpuModel === null ? [] : [gpuModel],
        gpuCount,
        maxPerHourMicros: machine.maxPerHourMicros,
        createdAt: now,
        updatedAt: now,
      },
    });
    return toTemplateView(row, scope);
  },
});
