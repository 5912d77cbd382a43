import type { DeploymentDetail, DeploymentView } from "@/lib/deployments/types";
import { doingOf, isOnTheWay } from "./doing";

/** A deployment with its GPU's name, so that the browser needs no catalogue. */
export interface LiveDeployment extends DeploymentView {
  readonly modelName: string;
}

export interface LiveDeploymentDetail extends DeploymentDetail {
  readonly modelName: string;
}

/** Something is on its way, so that it is worth looking again soon. */
export function isMoving(view: DeploymentView): boolean {
  return view.operation !== null || isOnTheWay(doingOf(view));
}
