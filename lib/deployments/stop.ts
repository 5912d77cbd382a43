import { wishVerb } from "@/lib/deployments/change-wish";

/** Wants a running machine stopped. Refusals: `cannot-stop`, `not-running`, `already-ended`. */
export const stop = wishVerb({
  act: "stop",
  desired: "stopped",
  restart: false,
  stopMode: "stop",
  isWished: ({ desired, status, settledGeneration, desiredGeneration }) =>
    desired === "stopped" && (status === "stopped" || settledGeneration < desiredGeneration),
});
