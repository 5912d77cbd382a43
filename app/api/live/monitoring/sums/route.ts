import { readListQuery } from "@/lib/deployments/list/schema";
import { monitoredSums } from "@/lib/monitoring/queries";
import type { SumsView } from "@/lib/monitoring/types";
import { liveAnswer } from "../../live-answer";

/** All machines that the filters show, together, and the team's idle rule. */
export function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  return liveAnswer<SumsView>((scope) => monitoredSums(scope, readListQuery(params)));
}
