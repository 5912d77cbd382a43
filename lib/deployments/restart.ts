import { wishVerb } from "@/lib/deployments/change-wish";

/** Wants a running machine restarted once. Refusals: `cannot-restart`, `not-running`. */
export const restart = wishVerb({
  act: "restart",
  desired: "running",
  restart: true,
  isWished: ({ restartRequested }) => restartRequested,
});
