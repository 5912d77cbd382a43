import { dieAt } from "@/lib/die-at";

/** Every step of a delivery at which a worker may die; the crash tests kill one before and after each. */
export const deliveryPoints = ["fan-out", "gather", "claim", "send", "settle"] as const;

/** Runs one step with its two places to die at. */
export async function atDeliveryPoint<T>(
  point: (typeof deliveryPoints)[number],
  step: () => Promise<T>,
): Promise<T> {
  dieAt(`delivery.${point}`, "before");
  const answer = await step();
  dieAt(`delivery.${point}`, "after");
  return answer;
}
