import { z } from "zod";
import { escalationPolicy } from "@/lib/notifications/escalation/types";

/** Null: nobody else is told. */
export const setEscalationInput = z.object({ policy: escalationPolicy.nullable() });
export const acknowledgeInput = z.object({ eventId: z.string().min(1).max(60) });
