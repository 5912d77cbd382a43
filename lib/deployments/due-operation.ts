import type { Status, Wish } from "@/lib/deployments/states";
import type { OperationKind } from "@/lib/operations/work";

export interface WishFacts {
  readonly desired: Wish;
  readonly status: Status;
  readonly restartRequested: boolean;
  readonly providerInstanceId: string | null;
}

/** Which operation brings a deployment to what is wanted of it. Pure; the heart of reconciling. */
export function dueOperation(facts: WishFacts): OperationKind {
  switch (facts.desired) {
    case "deleted":
      return "delete";
    case "stopped":
      return "stop";
    case "running":
      if (facts.providerInstanceId === null) return "create";
      return facts.restartRequested ? "restart" : "start";
    default:
      return facts.desired satisfies never;
  }
}
