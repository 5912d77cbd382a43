import { type WishSpec, wishVerb } from "@/lib/deployments/change-wish";

/** What stopping wants. */
export const stopWish: WishSpec = {
  act: "stop",
  desired: "stopped",
  restart: false,
  stopMode: "stop",
  isWished: ({ desired, status, settledGeneration, desiredGeneration }) =>
    desired === "stopped" && (status === "stopped" || settledGeneration < desiredGeneration),
};

/** Wants a running machine stopped. Refusals: `cannot-stop`, `not-running`, `already-ended`. */
export const stop = wishVerb(stopWish);
