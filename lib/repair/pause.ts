import { z } from "zod";
import { lockDeployment } from "@/lib/deployments/change-wish";
import { pauseRepairInput, resumeRepairInput } from "@/lib/repair/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

const HOUR_MS = 3_600_000;
const paused = z.object({ pausedUntil: z.string().nullable() });

/**
 * Lets nothing be repaired for some hours, or until somebody goes on. What has begun goes on to the
 * end of what is being done.
 */
export const pauseRepair = defineVerb({
  name: "repair.pause",
  input: pauseRepairInput,
  output: paused,
  permission: "deployments.write",
  feature: null,
  audit: ({ deploymentId, hours }) => ({ target: deploymentId, details: { hours } }),
  async run({ tx, scope, now }, { deploymentId, hours }) {
    const row = await lockDeployment(tx, scope.team.id, deploymentId);
    const until = hours === null ? null : new Date(now.getTime() + hours * HOUR_MS);
    await tx.deployment.update({
      where: { id: row.id },
      data: { repairPausedAt: now, repairPausedUntil: until },
      select: { id: true },
    });
    return { pausedUntil: until?.toISOString() ?? null };
  },
});

/** Lets a machine be repaired again, and what came to an end of all that may be done begin anew. */
export const resumeRepair = defineVerb({
  name: "repair.resume",
  input: resumeRepairInput,
  output: paused,
  permission: "deployments.write",
  feature: "autoRepair",
  audit: ({ deploymentId }) => ({ target: deploymentId }),
  async run({ tx, scope, wake }, { deploymentId }) {
    const row = await lockDeployment(tx, scope.team.id, deploymentId);
    await tx.deployment.update({
      where: { id: row.id },
      data: { repairPausedAt: null, repairPausedUntil: null },
      select: { id: true },
    });
    await tx.repair.updateMany({
      where: { deploymentId: row.id, state: "exhausted" },
      data: { state: "over" },
    });
    wake("repair.sweep", {});
    return { pausedUntil: null };
  },
});
