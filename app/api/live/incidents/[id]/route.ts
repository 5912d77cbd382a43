import { getIncident } from "@/lib/incidents/queries";
import type { IncidentDetail } from "@/lib/incidents/types";
import { liveAnswer } from "../../live-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** One incident with its machines and all that happened in it. */
export function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  return liveAnswer<IncidentDetail>(async (scope) => getIncident(scope, (await params).id));
}
