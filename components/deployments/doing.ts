import type { Status } from "@/lib/deployments/states";
import type { DeploymentView } from "@/lib/deployments/types";

/** A status, or the operation on the way to one. */
export type Doing = Status | "starting" | "restarting";

export type MovingDoing = Exclude<Doing, "running" | "stopped" | "terminated" | "failed" | "lost">;

const moving: Readonly<Record<MovingDoing, true>> = {
  requested: true,
  provisioning: true,
  starting: true,
  restarting: true,
  stopping: true,
  terminating: true,
};

/** Whether a machine is on its way from one state to another. */
export function isOnTheWay(doing: Doing): doing is MovingDoing {
  return doing in moving;
}

const byOperation: Readonly<Record<string, Doing>> = {
  start: "starting",
  stop: "stopping",
  restart: "restarting",
  delete: "terminating",
};

/**
 * What people are told a machine is doing: an open operation goes before the status it started
 * from, and a wish nobody has begun on yet counts as begun.
 */
export function doingOf({ status, desired, operation }: DeploymentView): Doing {
  const working = operation && byOperation[operation.kind];
  if (working) return working;
  const isThere = status !== "terminated" && status !== "requested";
  if (desired === "deleted" && isThere) return "terminating";
  if (desired === "stopped" && status === "running") return "stopping";
  if (desired === "running" && status === "stopped") return "starting";
  return status;
}
