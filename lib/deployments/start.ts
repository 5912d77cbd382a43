import { type WishSpec, wishVerb } from "@/lib/deployments/change-wish";

/** What starting wants. */
export const startWish: WishSpec = {
  act: "start",
  desired: "running",
  restart: false,
  begins: "start",
  isWished: ({ desired, status, settledGeneration, desiredGeneration }) =>
    desired === "running" && (status === "running" || settledGeneration < desiredGeneration),
};

/**
 * Wants a stopped machine running again. Refusals: `cannot-stop`, `not-stopped`, `key-frozen`,
 * `already-ended`.
 */
export const start = wishVerb(startWish);
