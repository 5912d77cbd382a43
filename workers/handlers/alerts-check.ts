import { checkAlerts } from "@/lib/alerts/check-alerts";
import { clock } from "@/lib/clock";
import type { Handler } from "@/workers/handlers/handler";

/** Tells people whose limit a price has come down to. */
export const alertsCheck: Handler<"alerts.check"> = async () => {
  await checkAlerts(clock.now());
};
