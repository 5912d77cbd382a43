import { countTry } from "@/lib/auth/rate-limits";
import { askStripe } from "@/lib/billing/stripe-errors";
import { inTeam } from "@/lib/db";
import { defineVerb } from "@/lib/verbs/define-verb";
import { nothingInput } from "../schema";
import { openIntent } from "./intents";
import { closeIntent } from "./settle-intent";

/**
 * Gives up the checkout that somebody began: its page takes no money any more. Without one nothing
 * happens; one that was paid meanwhile is refused with `checkout-finished`.
 */
export const dropCheckout = defineVerb({
  name: "billing.drop-checkout",
  input: nothingInput,
  output: nothingInput,
  permission: "billing.write",
  feature: null,
  audit: () => ({}),
  async prepare({ team: { id: teamId } }) {
    const intent = await inTeam(teamId, (tx) => openIntent(tx, teamId));
    if (!intent) return;
    await countTry("payments", teamId);
    await askStripe(() => closeIntent(intent));
  },
  run: async () => ({}),
});
