import { applyEvents } from "@/lib/payments/apply-events";
import type { Handler } from "@/workers/handlers/handler";

/** Applies one event that came in. */
export const billingApply: Handler<"billing.apply"> = ({ eventId }) => applyEvents(eventId);
