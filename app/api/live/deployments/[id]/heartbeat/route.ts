import { getHeartbeat } from "@/lib/health/heartbeat/queries";
import type { HeartbeatView } from "@/lib/health/types";
import { liveAnswer } from "../../../live-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** How a deployment's machine tells of itself, and when it last did. */
export function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  return liveAnswer<HeartbeatView>(async (scope) => getHeartbeat(scope, (await params).id));
}
