import { z } from "zod";
import type { DeploymentRows } from "@/components/deployments/list/live-rows";
import { listPage } from "@/lib/deployments/list/queries";
import { MOST_ROWS, readListQuery } from "@/lib/deployments/list/schema";
import { liveAnswer } from "../../live-answer";
import { withModelName } from "../with-model-name";

const slice = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).catch(0),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).catch(50),
});

/** One slice of the team's deployments by the filters and order in the query. */
export function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const part = slice.parse({ offset: params.get("offset"), limit: params.get("limit") });
  return liveAnswer<DeploymentRows>(async (scope) => {
    const { total, views } = await listPage(scope, readListQuery(params), part);
    return { total, rows: views.map(withModelName) };
  });
}
