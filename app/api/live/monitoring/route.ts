import { z } from "zod";
import type { MonitoredRows } from "@/components/monitoring/live-monitored";
import { MOST_ROWS, readListQuery } from "@/lib/deployments/list/schema";
import { monitoredPage } from "@/lib/monitoring/queries";
import { withModelName } from "../deployments/with-model-name";
import { liveAnswer } from "../live-answer";

const slice = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).catch(0),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).catch(50),
});

/** One slice of the team's machines with their figures, by the filters and order in the query. */
export function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const part = slice.parse({ offset: params.get("offset"), limit: params.get("limit") });
  return liveAnswer<MonitoredRows>(async (scope) => {
    const { total, views } = await monitoredPage(scope, readListQuery(params), part);
    return { total, rows: views.map(withModelName) };
  });
}
