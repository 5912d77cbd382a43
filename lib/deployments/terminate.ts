import { type WishSpec, wishVerb } from "@/lib/deployments/change-wish";

/** What terminating wants. */
export const terminateWish: WishSpec = {
  act: "terminate",
  desired: "deleted",
  restart: false,
  isWished: ({ desired }) => desired === "deleted",
};

/**
 * Wants a machine gone, whatever it is doing; a create in flight is brought to an end first.
 * Refusal: `already-ended`.
 */
export const terminate = wishVerb(terminateWish);
