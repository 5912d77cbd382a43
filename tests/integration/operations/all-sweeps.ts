import { setTimeout as pause } from "node:timers/promises";
import { sweepOperations } from "@/lib/engine/bring-forward";
import { sweepHealth } from "@/lib/health/sweep";
import { reapAccounts } from "@/lib/operations/reap";

const TURN_MS = 20;

// A whole worker's looks at machines, without its queue: everything that could end one.
process.on("disconnect", () => process.exit(0));
for (;;) {
  await sweepOperations();
  await sweepHealth();
  await reapAccounts();
  await pause(TURN_MS);
}
