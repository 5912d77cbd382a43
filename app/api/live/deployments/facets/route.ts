import { listFacets } from "@/lib/deployments/list/queries";
import { type ListFacets, readListQuery } from "@/lib/deployments/list/schema";
import { liveAnswer } from "../../live-answer";

/** How many deployments each value of each filter would show. */
export function GET(request: Request): Promise<Response> {
  const query = readListQuery(new URL(request.url).searchParams);
  return liveAnswer<ListFacets>((scope) => listFacets(scope, query));
}
