import type { LiveDeployment } from "../live-deployment";

/** One slice of the list, and how many rows there are in all. */
export interface DeploymentRows {
  readonly total: number;
  readonly rows: readonly LiveDeployment[];
}
