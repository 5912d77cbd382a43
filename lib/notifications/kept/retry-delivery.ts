import { z } from "zod";
import { roleMay } from "@/lib/auth/permissions";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { retryDeliveryInput } from "@/lib/notifications/kept/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Has a message tried again that was given up, or of which nobody knows whether it arrived. */
export const retryDelivery = defineVerb({
  name: "channels.retry-delivery",
  input: retryDeliveryInput,
  output: z.object({ id: z.string() }),
  permission: "alerts.write",
  feature: null,
  audit: ({ deliveryId }) => ({ target: deliveryId }),
  async run({ tx, scope, now, wake }, { deliveryId }) {
    const { userId } = personOfScope(scope);
    const isManager = roleMay(scope.team.role, "keys.write");
    const where = {
      id: deliveryId,
      teamId: scope.team.id,
      ...(!isManager && { userId }),
    };
    if ((await tx.delivery.count({ where })) === 0)
      throw new AppError("not-found", "delivery-unknown");
    const anew = { state: "queued", runAfter: now, endedAt: null, held: null };
    const dead = await tx.delivery.updateMany({ where: { ...where, state: "dead" }, data: anew });
    const uncertain = await tx.delivery.updateMany({
      where: { ...where, state: "uncertain" },
      data: { ...anew, repeated: true },
    });
    if (dead.count + uncertain.count === 0) {
      throw new AppError("conflict", "delivery-on-its-way");
    }
    wake("notifications.fan-out", {});
    return { id: deliveryId };
  },
});
