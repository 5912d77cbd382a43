import { planOfLines } from "@/lib/billing/plan-of-items";
import { stripe } from "@/lib/billing/stripe-client";
import type { PlanChoice } from "@/lib/billing/types";
import type { LiveSubscription } from "./live-subscription";

/** The plan that a subscription's schedule leads to; `null` where nothing is planned. */
export async function plannedOf({ scheduleId }: LiveSubscription): Promise<PlanChoice | null> {
  if (!scheduleId) return null;
  const { phases } = await stripe().subscriptionSchedules.retrieve(scheduleId, {
    expand: ["phases.items.price"],
  });
  const now = phases.length > 1 ? phases.at(-1) : undefined;
  const lines = (now?.items ?? []).flatMap(({ price, quantity }) =>
    typeof price === "string" || price.deleted ? [] : [{ price, quantity: quantity ?? 1 }],
  );
  return planOfLines(lines).plan;
}
