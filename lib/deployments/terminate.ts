import { wishVerb } from "@/lib/deployments/change-wish";

/**
 * Wants a machine gone, whatever it is doing; a create in flight is brought to an end first.
 * Refusal: `already-ended`.
 */
export const terminate = wishVerb({
  act: "terminate",
  desired: "deleted",
  restart: false,
  isWished: ({ desired }) => desired === "deleted",
});
