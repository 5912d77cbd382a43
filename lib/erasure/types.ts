import type { VolumesOn } from "@/lib/provider-keys/types";

/** What becomes of one of a person's teams when their account is deleted. */
export interface TeamFate {
  readonly id: string;
  readonly name: string;
  /** `leaves`: the team goes on without them. `deleted`: nobody else is in it. `handed-over`: must be first. */
  readonly fate: "leaves" | "deleted" | "handed-over";
  /** Machines that must be ended first. */
  readonly machines: readonly string[];
  /** Volumes that stay at the providers and go on being billed there. */
  readonly volumes: readonly VolumesOn[];
  /** It is deleted, and asks everybody for a second step. */
  readonly asksSecondStep: boolean;
  /** A subscription that ends with it, without a refund. */
  readonly hasSubscription: boolean;
}

/** What deleting the account would do, and what stands in its way. */
export interface DeletionView {
  readonly email: string;
  readonly teams: readonly TeamFate[];
  readonly isBlocked: boolean;
}
