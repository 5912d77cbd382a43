import { z } from "zod";
import { clock } from "@/lib/clock";
import { getHistory } from "@/lib/deployments/queries";
import type { HistoryView } from "@/lib/deployments/types";
import { liveAnswer } from "../../../live-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

const moment = z.iso.datetime();

/** What happened to a deployment up to the moment in the query. */
export function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const asked = moment.safeParse(new URL(request.url).searchParams.get("until"));
  const until = asked.success ? new Date(asked.data) : clock.now();
  return liveAnswer<HistoryView>(async (scope) => getHistory(scope, (await params).id, until));
}
