import type {
  DeploymentDetail,
  DeploymentEventView,
  IntervalView,
  OperationView,
} from "@/lib/deployments/types";

export type TimelineEntry =
  | { readonly kind: "status"; readonly at: string; readonly interval: IntervalView }
  | { readonly kind: "operation"; readonly at: string; readonly operation: OperationView }
  | { readonly kind: "event"; readonly at: string; readonly event: DeploymentEventView };

/** Events that say no more than the status beside them. */
const said = new Set([
  "deployment.requested",
  "deployment.running",
  "deployment.stopped",
  "deployment.terminated",
]);

/** All that happened to a deployment in one order, newest first. */
export function timelineOf(
  view: Pick<DeploymentDetail, "intervals" | "operations" | "events">,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...view.intervals.map(
      (interval, _, all) =>
        ({ kind: "status", at: interval.fromAt, interval: inWordsOf(interval, all) }) as const,
    ),
    ...view.operations.map(
      (operation) => ({ kind: "operation", at: operation.createdAt, operation }) as const,
    ),
    ...view.events
      .filter(({ type }) => !said.has(type))
      .map((event) => ({ kind: "event", at: event.at, event }) as const),
  ];
  return entries.sort((a, b) => b.at.localeCompare(a.at));
}

/** A machine that was stopped before is not created once more: it starts. */
function inWordsOf(interval: IntervalView, all: readonly IntervalView[]): IntervalView {
  const isStart =
    interval.status === "provisioning" &&
    all.some(({ status, fromAt }) => status === "stopped" && fromAt < interval.fromAt);
  return isStart ? { ...interval, status: "starting" } : interval;
}
