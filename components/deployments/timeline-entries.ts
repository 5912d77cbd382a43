import type {
  DeploymentEventView,
  HistoryView,
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

/**
 * What happened to a deployment in one order, newest first, from parts that follow on one another.
 * What is not whole yet waits for the next part.
 */
export function timelineOf(parts: readonly HistoryView[]): TimelineEntry[] {
  const known = new Map<string, TimelineEntry>();
  const all = parts.flatMap(({ intervals }) => intervals);
  for (const entry of parts.flatMap((part) => entriesOf(part, all)))
    known.set(`${entry.kind} ${idOf(entry)}`, entry);
  const wholeAfter = parts.at(-1)?.wholeAfter ?? null;
  return [...known.values()]
    .filter(({ at }) => wholeAfter === null || at > wholeAfter)
    .sort((a, b) => b.at.localeCompare(a.at));
}

/** What tells one entry from the others of its kind. */
export function idOf(entry: TimelineEntry): string {
  if (entry.kind === "operation") return entry.operation.id;
  if (entry.kind === "event") return entry.event.id;
  return `${entry.at} ${entry.interval.status}`;
}

function entriesOf(view: HistoryView, all: readonly IntervalView[]): TimelineEntry[] {
  return [
    ...view.intervals.map(
      (interval) =>
        ({ kind: "status", at: interval.fromAt, interval: inWordsOf(interval, all) }) as const,
    ),
    ...view.operations.map(
      (operation) => ({ kind: "operation", at: operation.createdAt, operation }) as const,
    ),
    ...view.events
      .filter(({ type }) => !said.has(type))
      .map((event) => ({ kind: "event", at: event.at, event }) as const),
  ];
}

/** A machine that was stopped before is not created once more: it starts. */
function inWordsOf(interval: IntervalView, all: readonly IntervalView[]): IntervalView {
  const isStart =
    interval.status === "provisioning" &&
    all.some(({ status, fromAt }) => status === "stopped" && fromAt < interval.fromAt);
  return isStart ? { ...interval, status: "starting" } : interval;
}
