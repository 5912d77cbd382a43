import { wishVerb } from "@/lib/deployments/change-wish";
import { isSleepWished } from "@/lib/deployments/sleep";

/**
 * Wants a machine sent to sleep: its GPU is given back, its disk kept. Where only a stopped one can
 * sleep, the engine stops it first. Refusals: `cannot-hibernate`, `not-running`, `already-ended`.
 */
export const hibernate = wishVerb({
  act: "hibernate",
  desired: "stopped",
  restart: false,
  stopMode: "hibernate",
  isWished: isSleepWished,
});
