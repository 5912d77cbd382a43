import { personOfScope } from "@/lib/auth/scope";
import { requireRoom } from "@/lib/billing/gate";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { alertView, switchAlertInput } from "./schema";
import { toAlertView } from "./to-alert-view";

/** Turns one's own alert off or on. Turned on, it tells again even if the price never rose. */
export const switchAlert = defineVerb({
  name: "alerts.switch",
  input: switchAlertInput,
  output: alertView,
  permission: "alerts.write",
  feature: "priceAlerts",
  audit: ({ alertId, on }) => ({ target: alertId, details: { on } }),
  async run({ tx, scope, wake }, { alertId, on }) {
    const teamId = scope.team.id;
    const { userId } = personOfScope(scope);
    if (on) {
      await requireRoom(tx, scope.team, "price-alerts", () =>
        tx.priceAlert.count({ where: { teamId, state: "on", id: { not: alertId } } }),
      );
    }
    const changed = await tx.priceAlert.updateMany({
      where: { id: alertId, teamId, userId },
      data: { state: on ? "on" : "off", belowSince: null, ...(on && { lastFiredAt: null }) },
    });
    if (changed.count === 0) throw new AppError("not-found", "alert-unknown");
    if (on) wake("alerts.check", {});
    return toAlertView(await tx.priceAlert.findUniqueOrThrow({ where: { id: alertId } }));
  },
});
