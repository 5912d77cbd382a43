import { clock } from "@/lib/clock";
import { listSegments } from "@/lib/costs/list-segments";
import { segmentsQuery } from "@/lib/costs/segments-query";
import type { LedgerPage } from "@/lib/costs/types";
import { liveAnswer } from "../../live-answer";

const PAGE = 50;

/** A page of what the team's machines cost, stretch by stretch. */
export function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const query = segmentsQuery.parse({ q: params.get("q"), after: params.get("after") });
  return liveAnswer<LedgerPage>((scope) =>
    listSegments(scope, query, { now: clock.now(), limit: PAGE }),
  );
}
