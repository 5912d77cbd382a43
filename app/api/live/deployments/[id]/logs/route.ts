import { type LogsView, readLogs } from "@/lib/deployments/read-logs";
import { liveAnswer } from "../../../live-answer";

interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** A machine's last output, asked of its provider now. */
export function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  return liveAnswer<LogsView>(async (scope) => readLogs(scope, (await params).id));
}
