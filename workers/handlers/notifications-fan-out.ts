import { clock } from "@/lib/clock";
import { enqueue } from "@/lib/jobs/enqueue";
import { fanOut } from "@/lib/notifications/fan-out";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import type { Handler } from "@/workers/handlers/handler";

/** Turns new events into deliveries and wakes one job for each that is due. */
export const notificationsFanOut: Handler<"notifications.fan-out"> = async () => {
  await fanOut(clock.now());
  for (const { id, attempt } of await findDueDeliveries(clock.now())) {
    const jobId = `${id}-${attempt}`;
    await enqueue("notifications.deliver", { deliveryId: id }, { jobId });
  }
};
