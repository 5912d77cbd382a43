import { listIncidents } from "@/lib/incidents/queries";
import { readIncidentsQuery } from "@/lib/incidents/schema";
import type { IncidentsView } from "@/lib/incidents/types";
import { liveAnswer } from "../live-answer";

/** The team's incidents by the filters in the query. */
export function GET(request: Request): Promise<Response> {
  const query = readIncidentsQuery(new URL(request.url).searchParams);
  return liveAnswer<IncidentsView>((scope) => listIncidents(scope, query));
}
