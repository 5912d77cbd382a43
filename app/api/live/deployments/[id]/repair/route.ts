import { getRepair } from "@/lib/repair/queries";
import type { RepairPageView } from "@/lib/repair/types";
import { liveAnswer } from "../../../live-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** What may be and was done about one machine, and why nothing is. */
export function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  return liveAnswer<RepairPageView>(async (scope) => getRepair(scope, (await params).id));
}
