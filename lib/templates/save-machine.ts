import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import { type StoredEnvironment, storedEnvironment } from "@/lib/beginning/stored";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { type Deployment, Prisma } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { parsePolicy } from "@/lib/repair-policy/schema";
import { requireTemplateRoom } from "@/lib/templates/require-room";
import { visibleTo } from "@/lib/templates/require-template";
import { saveMachineInput, templateView } from "@/lib/templates/schema";
import { toTemplateView } from "@/lib/templates/to-template-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Makes a template of what a machine of the team began with, secrets included without their being
 * opened: the maker of the machine keeps all of them, anybody else those that stand in a template they
 * see; of the rest the name alone stays, with an empty value. Refusal: `deployment-not-found`.
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
    await requireTemplateRoom(tx, scope.team.id);
    const machine = await tx.deployment.findFirst({ where: { id: deploymentId, teamId } });
    if (!machine) throw new AppError("not-found", "deployment-not-found");
    const { image, diskGb, ports, authorizedKeys, gpuModel, gpuCount } = machine;
    const row = await tx.template.create({
      data: {
        ...(await environmentFor(tx, scope, machine)),
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
        httpCheck: machine.httpCheck,
        watchInside: machine.watchInside,
        repairPolicy: parsePolicy(machine.repairPolicy) ?? Prisma.DbNull,
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

async function environmentFor(
  tx: Tx,
  scope: TeamScope,
  machine: Deployment,
): Promise<StoredEnvironment> {
  const { environment, secrets } = storedEnvironment(machine);
  const names = Object.entries(secrets);
  if (names.length === 0 || machine.createdBy === personOfScope(scope).userId) {
    return { environment, secrets };
  }
  const seen = await valuesSeen(tx, scope);
  return {
    environment: {
      ...environment,
      ...Object.fromEntries(names.flatMap(([key, id]) => (seen.has(id) ? [] : [[key, ""]]))),
    },
    secrets: Object.fromEntries(names.filter(([, id]) => seen.has(id))),
  };
}

/** Sealed values that stand in a template the person sees. The machine's row keeps them. */
async function valuesSeen(tx: Tx, scope: TeamScope): Promise<ReadonlySet<string>> {
  const rows = await tx.template.findMany({
    where: visibleTo(scope),
    select: { environment: true, secrets: true },
  });
  return new Set(rows.flatMap((row) => Object.values(storedEnvironment(row).secrets)));
}
