import { isStoppedHalfWay } from "@/lib/deployments/states";
import { lastCall, type Work } from "@/lib/operations/work";
import type { Instance, InstancesFace } from "@/lib/providers/contract";

export interface StopAct {
  readonly verb: "stop" | "hibernate";
  readonly act: NonNullable<InstancesFace["stop"]>;
}

/**
 * What to ask of the provider next on the way to a stopped or sleeping machine, or `null` where
 * nothing is left to ask: it is so already, or the provider cannot. One that has stopped and keeps its
 * GPU is stopped for good first.
 */
export function stopActFor(work: Work, { status, keepsGpu = false }: Instance): StopAct | null {
  const { deployment, account } = work;
  const { stop, hibernate } = account.instances;
  const mode = deployment.stopMode === "hibernate" ? account.capabilities.hibernate : "no";
  const sleeps = hibernate && { verb: "hibernate" as const, act: hibernate };
  const stops = stop && { verb: "stop" as const, act: stop };
  const isHalfWay = isStoppedHalfWay({ status, keepsGpu, capabilities: account.capabilities });
  if (isHalfWay) return stops ?? null;
  switch (mode) {
    case "no":
      return status === "stopped" ? null : (stops ?? null);
    case "while-running":
      return status === "stopped" ? null : (sleeps ?? stops ?? null);
    case "while-stopped":
      if (status !== "stopped") return stops ?? null;
      return isAsleep(work) ? null : (sleeps ?? null);
    default:
      return mode satisfies never;
  }
}

/** The provider took the call, or the machine slept before; a refusal is not asked for again. */
function isAsleep(work: Work): boolean {
  const last = lastCall(work, "hibernate");
  const isDone = last?.status === "OK" || last?.status === "FAILED";
  return isDone || work.deployment.statusReason === "hibernated";
}
