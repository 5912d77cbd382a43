import { stripe } from "@/lib/billing/stripe-client";
import { isRefusal } from "@/lib/billing/stripe-errors";

/** Lets a subscription go on as it is, without the change that was planned. Once released is released. */
export async function releaseSchedule(id: string): Promise<void> {
  try {
    await stripe().subscriptionSchedules.release(id);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { status } = await stripe().subscriptionSchedules.retrieve(id);
    if (status === "active" || status === "not_started") throw error;
  }
}
