import { setTimeout as pause } from "node:timers/promises";
import { sweepOperations } from "@/lib/engine/bring-forward";

const TURN_MS = 20;

// A stand-by works only between "work" and "rest"; one started with CRASH_AT works at once.
let working = Boolean(process.env.CRASH_AT);
process.on("message", (word) => {
  working = word === "work";
});
process.on("disconnect", () => process.exit(0));
process.send?.("up");

for (;;) {
  if (working) await sweepOperations();
  else process.send?.("resting");
  await pause(TURN_MS);
}
