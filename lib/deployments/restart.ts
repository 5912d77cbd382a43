import { type WishSpec, wishVerb } from "@/lib/deployments/change-wish";

/** What restarting wants. */
export const restartWish: WishSpec = {
  act: "restart",
  desired: "running",
  restart: true,
  isWished: ({ restartRequested }) => restartRequested,
};

/** Wants a running machine restarted once. Refusals: `cannot-restart`, `not-running`. */
export const restart = wishVerb(restartWish);
