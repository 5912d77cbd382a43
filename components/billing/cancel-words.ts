import type { CancelInput, CancelReason } from "@/lib/subscriptions/schema";

export const cancelWhens = ["period-end", "now"] as const satisfies readonly CancelInput["when"][];

/** Why people cancel, in the order of the list; the last one is chosen until somebody says otherwise. */
export const cancelReasons = [
  "too-expensive",
  "missing-feature",
  "not-used",
  "other-service",
  "too-complex",
  "poor-quality",
  "poor-help",
  "other",
] as const satisfies readonly CancelReason[];

/** Reads the chosen reason. */
export function reasonOf(text: string): CancelReason {
  return cancelReasons.find((reason) => reason === text) ?? "other";
}
