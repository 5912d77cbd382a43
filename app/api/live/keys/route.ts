import type { LiveKeys } from "@/components/keys/live-keys";
import { limitOf } from "@/lib/billing/tiers";
import { keysInUse, listKeys, volumesInAccounts } from "@/lib/provider-keys/queries";
import { liveAnswer } from "../live-answer";

/** The team's keys, with the machines and volumes that hang on each. */
export function GET(): Promise<Response> {
  return liveAnswer<LiveKeys>(async (scope) => {
    const [keys, uses, volumes] = await Promise.all([
      listKeys(scope),
      keysInUse(scope),
      volumesInAccounts(scope),
    ]);
    return { keys, uses, volumes, most: limitOf(scope.team.tier, "provider-keys") };
  });
}
