import type { Reason } from "@/lib/deployments/reasons";
import type { Status, Wish } from "@/lib/deployments/states";
import type { ProviderStatus } from "@/lib/providers/contract";

/** What one look at the provider means for a deployment no operation of ours is working on. */
export interface Judgement {
  readonly verdict: "healthy" | "unhealthy" | "unknown";
  /** The status to enter; `null` keeps the one it has. */
  readonly to: Status | null;
  readonly reason: Reason | null;
  /** What is wanted from now on, where somebody acted at the provider himself. */
  readonly desired: Wish | null;
}

/** `gone`: neither the list nor a get shows the machine. */
export type Seen = ProviderStatus | "gone";

/**
 * The provider took the machine away for somebody who pays more: that, and nobody's wish, is why. One
 * that was to run is to run still, and is unwell as long as it does not.
 */
export function judgePreempted(status: Status, seen: Seen, wish: Wish): Judgement {
  const judgement = judge(status, seen);
  const isOver = judgement.to === "stopped" || judgement.to === "failed" || judgement.to === "lost";
  const judged: Judgement = isOver ? { ...judgement, reason: "preempted" } : judgement;
  const isMissed = seen === "stopped" && wish === "running";
  return isMissed ? { ...judged, verdict: "unhealthy", desired: null } : judged;
}

/**
 * Holds what the provider says against what we last knew. Pure. An unknown word is no opinion. A
 * machine stopped or started from outside was wished so by somebody, and is left in peace.
 */
export function judge(status: Status, seen: Seen): Judgement {
  switch (seen) {
    case "unknown":
      return { verdict: "unknown", to: null, reason: null, desired: null };
    case "running":
      return judgeRunning(status);
    case "stopped":
      return status === "stopped"
        ? settled("healthy")
        : { verdict: "healthy", to: "stopped", reason: "stopped-outside", desired: "stopped" };
    case "provisioning":
      return status === "provisioning" || status === "running"
        ? settled("healthy")
        : { verdict: "healthy", to: "provisioning", reason: "started-outside", desired: "running" };
    case "failed":
      return status === "failed"
        ? settled("unhealthy")
        : { verdict: "unhealthy", to: "failed", reason: "provider-failed", desired: null };
    case "terminating":
      return settled("unhealthy");
    case "terminated":
    case "gone":
      return status === "lost"
        ? settled("unhealthy")
        : { verdict: "unhealthy", to: "lost", reason: "gone", desired: null };
    default:
      return seen satisfies never;
  }
}

function judgeRunning(status: Status): Judgement {
  if (status === "running") return settled("healthy");
  if (status === "stopped") {
    return { verdict: "healthy", to: "running", reason: "started-outside", desired: "running" };
  }
  const reason = status === "provisioning" ? null : "came-back";
  return { verdict: "healthy", to: "running", reason, desired: null };
}

function settled(verdict: Judgement["verdict"]): Judgement {
  return { verdict, to: null, reason: null, desired: null };
}
