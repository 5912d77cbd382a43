import type { LiveKeys } from "@/components/keys/live-keys";
import { limitOf } from "@/lib/billing/tiers";
import { keysInUse, listKeys } from "@/lib/provider-keys/queries";
import { liveAnswer } from "../live-answer";

/** The team's keys and the machines that hang on each. */
export function GET(): Promise<Response> {
  return liveAnswer<LiveKeys>(async (scope) => {
    const [keys, uses] = await Promise.all([listKeys(scope), keysInUse(scope)]);
    return { keys, uses, most: limitOf(scope.team.tier, "provider-keys") };
  });
}
