import { countTry } from "@/lib/auth/rate-limits";
import { stripe } from "@/lib/billing/stripe-client";
import { askStripe } from "@/lib/billing/stripe-errors";
import { wakeSync } from "@/lib/billing/wake-sync";
import { defineVerb } from "@/lib/verbs/define-verb";
import { liveSubscription } from "./change/live-subscription";
import { holdBilling } from "./hold-billing";
import { nothingInput, takenOver } from "./schema";

/**
 * Lets a cancelled subscription go on after all, as long as it has not ended (BILLING T14). One that
 * was not cancelled stays as it is.
 */
export const resumeSubscription = defineVerb({
  name: "billing.resume",
  input: nothingInput,
  output: takenOver,
  permission: "billing.write",
  feature: null,
  audit: (_input, { isBeingTakenOver }) => ({ details: { changed: isBeingTakenOver } }),
  async prepare({ team: { id: teamId } }) {
    await countTry("payments", teamId);
    return holdBilling(teamId, () => askStripe(() => resume(teamId)));
  },
  run: async ({ prepared }) => ({ isBeingTakenOver: prepared }),
});

async function resume(teamId: string): Promise<boolean> {
  const { told, customerId } = await liveSubscription(teamId);
  if (!told.cancel_at_period_end && told.cancel_at === null) return false;
  const goOn = told.cancel_at_period_end
    ? { cancel_at_period_end: false }
    : { cancel_at: "" as const };
  await stripe().subscriptions.update(told.id, goOn);
  await wakeSync(customerId);
  return true;
}
