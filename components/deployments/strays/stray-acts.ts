import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import type { DeploymentView } from "@/lib/deployments/types";

/** The server's side of the three decisions. */
export interface StrayActs {
  readonly adopt: (
    input: { strayId: string },
    options?: ActionOptions,
  ) => Promise<ActionResult<DeploymentView>>;
  readonly ignore: (
    input: { strayId: string },
    options?: ActionOptions,
  ) => Promise<ActionResult<unknown>>;
  readonly terminate: (
    input: { strayId: string; name: string },
    options?: ActionOptions,
  ) => Promise<ActionResult<DeploymentView>>;
}
