import { personOfScope } from "@/lib/auth/scope";
import { requireRoom } from "@/lib/billing/gate";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { microsFromDecimal } from "@/lib/money";
import { defineVerb } from "@/lib/verbs/define-verb";
import { alertView, alertWish } from "./schema";
import { toAlertView } from "./to-alert-view";

/** Begins to watch a price for the person who asks. The very same wish twice is refused. */
export const createAlert = defineVerb({
  name: "alerts.create",
  input: alertWish,
  output: alertView,
  permission: "alerts.write",
  feature: "priceAlerts",
  audit: (input, { id }) => ({ target: id, details: input }),
  async run({ tx, scope, now, wake }, input) {
    const { userId } = personOfScope(scope);
    const teamId = scope.team.id;
    const wish = {
      teamId,
      userId,
      gpuModel: input.modelId,
      pricingModel: input.pricingModel,
      area: input.area,
      maxMicros: microsFromDecimal(input.maxPerGpuHour) ?? 0n,
    };
    if (await tx.priceAlert.findFirst({ where: wish })) {
      throw new AppError("conflict", "alert-exists");
    }
    await requireRoom(tx, scope.team, "price-alerts", () =>
      tx.priceAlert.count({ where: { teamId, state: "on" } }),
    );
    const row = await tx.priceAlert.create({
      data: { id: newId("alr"), ...wish, state: "on", createdAt: now },
    });
    wake("alerts.check", {});
    return toAlertView(row);
  },
});
