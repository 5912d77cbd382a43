import { clock } from "@/lib/clock";
import { listBills } from "@/lib/costs/bills/list-bills";
import { billsQuery } from "@/lib/costs/bills/query";
import type { BillsPage } from "@/lib/costs/bills/types";
import { liveAnswer } from "../../live-answer";

const PAGE = 25;

/** A page of what the team's machines were billed by their providers, beside our own count. */
export function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const query = billsQuery.parse({ list: params.get("list"), after: params.get("after") });
  return liveAnswer<BillsPage>((scope) =>
    listBills(scope, query, { now: clock.now(), limit: PAGE }),
  );
}
