import { actFacts } from "@/lib/deployments/act-facts";
import { type WishSpec, wishVerb } from "@/lib/deployments/change-wish";
import { isStoppedHalfWay } from "@/lib/deployments/states";
import type { Deployment } from "@/lib/generated/prisma/client";

/** What stopping wants. */
export const stopWish: WishSpec = {
  act: "stop",
  desired: "stopped",
  restart: false,
  stopMode: "stop",
  isWished: (row) => row.desired === "stopped" && (isOff(row) || isUnderWay(row)),
};

const isOff = (row: Deployment) => row.status === "stopped" && !isStoppedHalfWay(actFacts(row));

const isUnderWay = ({ settledGeneration, desiredGeneration }: Deployment) =>
  settledGeneration < desiredGeneration;

/**
 * Wants a machine stopped that runs, or that has stopped and keeps a GPU it could give back. Refusals:
 * `cannot-stop`, `not-running`, `already-ended`.
 */
export const stop = wishVerb(stopWish);
