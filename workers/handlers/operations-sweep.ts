import { sweepOperations } from "@/lib/engine/bring-forward";
import type { Handler } from "@/workers/handlers/handler";
import { comeBack } from "@/workers/handlers/operations-run";

/** Finds due deployments whose wake was lost and brings them forward. */
export const operationsSweep: Handler<"operations.sweep"> = async () => {
  for (const look of await sweepOperations()) await comeBack(look);
};
