import { setTimeout as pause } from "node:timers/promises";
import { bringForward } from "@/lib/engine/bring-forward";
import { reapAccounts } from "@/lib/operations/reap";

const TURN_MS = 5;

// An engine that works on one deployment, or looks for strays, until CRASH_AT ends it.
const [work = "", deploymentId = ""] = process.argv.slice(2);
process.on("disconnect", () => process.exit(0));

for (;;) {
  await (work === "reap" ? reapAccounts() : bringForward(deploymentId));
  await pause(TURN_MS);
}
