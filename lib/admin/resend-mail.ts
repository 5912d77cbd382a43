import { z } from "zod";
import { AppError } from "@/lib/errors";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { resendMailInput } from "./schema";

/**
 * Tries a telling again that did not arrive, or of which nobody knows whether it did; the latter
 * then says that it may be a second one. Throws `conflict` where it is under way or has arrived.
 */
export const resendMail = defineOperatorVerb({
  name: "admin.resend-mail",
  input: resendMailInput,
  output: z.object({ deliveryId: z.string() }),
  audit: ({ deliveryId }) => ({ target: deliveryId }),
  async run({ tx, now, wake }, { deliveryId }) {
    const count = await tx.$executeRaw`
      UPDATE delivery SET state = 'queued', attempt = 0, run_after = ${now}, lease_until = NULL,
        failure = NULL, ended_at = NULL, repeated = repeated OR state = 'uncertain'
      WHERE id = ${deliveryId} AND state IN ('dead', 'uncertain')`;
    if (count === 0) throw new AppError("conflict", "mail-not-undelivered");
    wake("notifications.deliver", { deliveryId });
    return { deliveryId };
  },
});
