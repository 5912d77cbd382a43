import { setTimeout as pause } from "node:timers/promises";
import { bringForward } from "@/lib/engine/bring-forward";
import { reapAccounts } from "@/lib/operations/reap";
import { repairTurn } from "./matrix/repair-turn";

const TURN_MS = 5;

// An engine that works on one deployment, repairs it, or looks for strays, until CRASH_AT ends it.
const [work = "", deploymentId = ""] = process.argv.slice(2);
process.on("disconnect", () => process.exit(0));

for (;;) {
  if (work === "repair") await repairTurn(deploymentId);
  else await (work === "reap" ? reapAccounts() : bringForward(deploymentId));
  await pause(TURN_MS);
}
