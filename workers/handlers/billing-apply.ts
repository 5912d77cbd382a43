import { applyEvents } from "@/lib/billing/apply-events";
import type { Handler } from "@/workers/handlers/handler";

/** Applies one event that came in. */
export const billingApply: Handler<"billing.apply"> = ({ eventId }) => applyEvents(eventId);
