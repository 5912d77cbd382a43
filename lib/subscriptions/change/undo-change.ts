import { countTry } from "@/lib/auth/rate-limits";
import { askStripe } from "@/lib/billing/stripe-errors";
import { wakeSync } from "@/lib/billing/wake-sync";
import { defineVerb } from "@/lib/verbs/define-verb";
import { holdBilling } from "../hold-billing";
import { nothingInput, takenOver } from "../schema";
import { dropWaiting } from "./change-now";
import { liveSubscription } from "./live-subscription";
import { releaseSchedule } from "./release-schedule";

/**
 * Takes back a change that does not hold yet: one planned for the end of the period, or one whose
 * payment is still awaited. Without either nothing happens.
 */
export const undoChange = defineVerb({
  name: "billing.undo-change",
  input: nothingInput,
  output: takenOver,
  permission: "billing.write",
  feature: null,
  audit: (_input, { isBeingTakenOver }) => ({ details: { changed: isBeingTakenOver } }),
  async prepare({ team: { id: teamId } }) {
    await countTry("payments", teamId);
    return holdBilling(teamId, () => askStripe(() => undo(teamId)));
  },
  run: async ({ prepared }) => ({ isBeingTakenOver: prepared }),
});

async function undo(teamId: string): Promise<boolean> {
  const live = await liveSubscription(teamId);
  const hadWaiting = await dropWaiting(live);
  if (live.scheduleId) await releaseSchedule(live.scheduleId);
  await wakeSync(live.customerId);
  return hadWaiting || live.scheduleId !== null;
}
