import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { removeAlertInput } from "./schema";

/** Removes one's own alert. */
export const removeAlert = defineVerb({
  name: "alerts.remove",
  input: removeAlertInput,
  output: z.object({ id: z.string() }),
  permission: "alerts.write",
  feature: "priceAlerts",
  audit: ({ alertId }) => ({ target: alertId }),
  async run({ tx, scope }, { alertId }) {
    const { userId } = personOfScope(scope);
    const where = { id: alertId, teamId: scope.team.id, userId };
    const { count } = await tx.priceAlert.deleteMany({ where });
    if (count === 0) throw new AppError("not-found", "alert-unknown");
    return { id: alertId };
  },
});
