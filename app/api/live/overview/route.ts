import type { LiveOverview } from "@/components/console/overview-page";
import { readOverview } from "@/lib/overview/queries";
import { withModelName } from "../deployments/with-model-name";
import { liveAnswer } from "../live-answer";

/** What the team sees first. */
export function GET(): Promise<Response> {
  return liveAnswer<LiveOverview>(async (scope) => {
    const overview = await readOverview(scope);
    return { ...overview, recent: overview.recent.map(withModelName) };
  });
}
