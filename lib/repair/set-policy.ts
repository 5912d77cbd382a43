import { z } from "zod";
import { lockDeployment } from "@/lib/deployments/change-wish";
import { AppError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { setPolicyInput } from "@/lib/repair/schema";
import { repairPolicy } from "@/lib/repair-policy/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Says what may be done about a machine when it is unwell, or that nothing may. */
export const setRepairPolicy = defineVerb({
  name: "repair.set-policy",
  input: setPolicyInput,
  output: z.object({ policy: repairPolicy.nullable() }),
  permission: "deployments.write",
  feature: "autoRepair",
  audit: ({ deploymentId, policy }) => ({
    target: deploymentId,
    details: {
      highest: policy?.highest ?? null,
      data: policy?.data ?? null,
      mostPerHour: policy?.mostPerHour ?? null,
      extraPerDay: policy?.extraPerDay ?? null,
    },
  }),
  async run({ tx, scope, wake }, { deploymentId, policy }) {
    const row = await lockDeployment(tx, scope.team.id, deploymentId);
    if (row.endedAt) throw new AppError("conflict", "already-ended");
    await tx.deployment.update({
      where: { id: row.id },
      data: { repairPolicy: policy ?? Prisma.DbNull },
      select: { id: true },
    });
    wake("repair.sweep", {});
    return { policy };
  },
});
