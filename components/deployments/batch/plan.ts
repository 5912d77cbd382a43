import type { BatchAct } from "@/lib/deployments/batches/schema";
import type { DeploymentView } from "@/lib/deployments/types";
import { type Micros, microsFromDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

/** What an act on several machines would do, by what is known of them here. */
export interface BatchPlan<T> {
  /** Those that can take the act now, and those that cannot. */
  readonly able: readonly T[];
  readonly unable: readonly T[];
  /** What all that can take it cost per hour before and after it is carried out. */
  readonly beforePerHour: Micros;
  readonly afterPerHour: Micros;
  /** Machines on which work is running that ends with it. */
  readonly working: readonly T[];
  /** Machines whose disk is lost for good or cleared; a volume of their own is kept. */
  readonly losing: readonly T[];
  /** Machines whose local disk, where they have one, is cleared; all else is kept. */
  readonly clearing: readonly T[];
  /** Machines that have a volume, which stays. */
  readonly keeping: readonly T[];
}

type Planned = Pick<DeploymentView, "can" | "cost" | "status" | "providerId" | "volumeId"> &
  Pick<DeploymentView, "providerInstanceId">;

/** Sorts machines by whether they can take an act, and adds up what it changes. Pure. */
export function planBatch<T extends Planned>(act: BatchAct, views: readonly T[]): BatchPlan<T> {
  const able = views.filter(({ can }) => can[act]);
  return {
    able,
    unable: views.filter(({ can }) => !can[act]),
    beforePerHour: sum(able, ({ cost }) => cost.nowPerHour),
    afterPerHour: sum(able, (view) => perHourAfter(act, view)),
    working: act === "start" ? [] : able.filter(({ status }) => status === "running"),
    losing: able.filter((view) => losesDisk(act, view)),
    clearing: able.filter(
      ({ providerId }) => findProviderMeta(providerId)?.capabilities?.clearsLocalDisk === act,
    ),
    keeping: able.filter(({ volumeId }) => volumeId !== null),
  };
}

/** Whether data on a machine's own disk is gone after an act. */
export function losesDisk(act: BatchAct, view: Planned): boolean {
  switch (act) {
    case "start":
      return false;
    case "terminate":
      return view.providerInstanceId !== null;
    case "stop":
    case "restart":
      return findProviderMeta(view.providerId)?.capabilities?.dataPath !== undefined;
    default:
      return act satisfies never;
  }
}

function perHourAfter(act: BatchAct, { cost }: Planned): string {
  switch (act) {
    case "start":
      return cost.runningPerHour;
    case "restart":
      return cost.nowPerHour;
    case "stop":
      return cost.stoppedBilling === "full" ? cost.runningPerHour : cost.stoppedPerHour;
    case "terminate":
      return "0";
    default:
      return act satisfies never;
  }
}

function sum<T>(views: readonly T[], of: (view: T) => string): Micros {
  return views.reduce((total, view) => total + (microsFromDecimal(of(view)) ?? 0n), 0n);
}
