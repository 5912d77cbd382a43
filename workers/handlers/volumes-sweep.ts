import { runWishes } from "@/lib/volumes/run-wish";
import { sweepAccounts } from "@/lib/volumes/sweep-accounts";
import type { Handler } from "@/workers/handlers/handler";
import { comeBack } from "@/workers/handlers/volumes-run";

/** Reads what accounts hold, and finds wishes of volumes whose wake was lost. */
export const volumesSweep: Handler<"volumes.sweep"> = async () => {
  await sweepAccounts();
  for (const look of await runWishes()) await comeBack(look);
};
