import type { LiveDeployment } from "@/components/deployments/live-deployment";
import { listDeployments } from "@/lib/deployments/queries";
import { liveAnswer } from "../live-answer";
import { withModelName } from "./with-model-name";

/** The team's deployments, newest first. */
export function GET(): Promise<Response> {
  return liveAnswer<LiveDeployment[]>(async (scope) =>
    (await listDeployments(scope)).map(withModelName),
  );
}
