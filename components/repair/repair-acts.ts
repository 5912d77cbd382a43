import type { ActionResult } from "@/lib/actions/types";
import type { PaidTier } from "@/lib/billing/plans";
import type { SetPolicyInput } from "@/lib/repair/schema";

export interface RepairActs {
  readonly set: (input: SetPolicyInput) => Promise<ActionResult<unknown>>;
  readonly pause: (input: {
    deploymentId: string;
    hours: number | null;
  }) => Promise<ActionResult<unknown>>;
  readonly resume: (input: { deploymentId: string }) => Promise<ActionResult<unknown>>;
  /** The tier that has automatic repair, where the team's own has not. */
  readonly lockedTo: PaidTier | null;
}
