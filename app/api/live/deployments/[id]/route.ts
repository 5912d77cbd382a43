import type { LiveDeploymentDetail } from "@/components/deployments/live-deployment";
import { getDeployment } from "@/lib/deployments/queries";
import { liveAnswer } from "../../live-answer";
import { withModelName } from "../with-model-name";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** One deployment with all that happened to it. */
export function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  return liveAnswer<LiveDeploymentDetail>(async (scope) =>
    withModelName(await getDeployment(scope, (await params).id)),
  );
}
