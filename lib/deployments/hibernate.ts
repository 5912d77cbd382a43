import { wishVerb } from "@/lib/deployments/change-wish";

/**
 * Wants a machine sent to sleep: its GPU is given back, its disk kept. Refusals: `cannot-hibernate`,
 * `not-running`, `not-stopped`, `already-ended`.
 */
export const hibernate = wishVerb({
  act: "hibernate",
  desired: "stopped",
  restart: false,
  stopMode: "hibernate",
  isWished: ({ desired, stopMode }) => desired === "stopped" && stopMode === "hibernate",
});
