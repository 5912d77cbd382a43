import { wishVerb } from "@/lib/deployments/change-wish";

/**
 * Wants a stopped machine running again. Refusals: `cannot-stop`, `not-stopped`, `key-frozen`,
 * `already-ended`.
 */
export const start = wishVerb({
  act: "start",
  desired: "running",
  restart: false,
  begins: "start",
  isWished: ({ desired, status, settledGeneration, desiredGeneration }) =>
    desired === "running" && (status === "running" || settledGeneration < desiredGeneration),
});
