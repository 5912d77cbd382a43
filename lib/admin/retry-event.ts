import { z } from "zod";
import { AppError } from "@/lib/errors";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { retryEventInput } from "./schema";

/**
 * Lets an event of the payment service that was put aside be tried again from the beginning,
 * at once. Throws `conflict` where it is not put aside.
 */
export const retryEvent = defineOperatorVerb({
  name: "admin.retry-event",
  input: retryEventInput,
  output: z.object({ eventId: z.string() }),
  audit: ({ eventId }) => ({ target: eventId }),
  async run({ tx, now, wake }, { eventId }) {
    const { count } = await tx.stripeEvent.updateMany({
      where: { id: eventId, state: "parked" },
      data: { state: "waiting", attempt: 0, runAfter: now, leaseUntil: null, endedAt: null },
    });
    if (count === 0) throw new AppError("conflict", "event-not-parked");
    wake("billing.apply", { eventId });
    return { eventId };
  },
});
