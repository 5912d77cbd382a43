import type { LiveKeys } from "@/components/keys/key-list";
import { limitOf } from "@/lib/billing/tiers";
import { listDeployments } from "@/lib/deployments/queries";
import { listKeys } from "@/lib/provider-keys/queries";
import { liveAnswer } from "../live-answer";

/** The team's keys and how many machines hang on each. */
export function GET(): Promise<Response> {
  return liveAnswer<LiveKeys>(async (scope) => {
    const [keys, deployments] = await Promise.all([
      listKeys(scope),
      listDeployments(scope, { liveOnly: true }),
    ]);
    const machines: Record<string, number> = {};
    for (const { key } of deployments) machines[key.id] = (machines[key.id] ?? 0) + 1;
    return { keys, machines, most: limitOf(scope.team.tier, "provider-keys") };
  });
}
