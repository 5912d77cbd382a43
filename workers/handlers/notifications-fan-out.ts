import { clock } from "@/lib/clock";
import { enqueue } from "@/lib/jobs/enqueue";
import { atDeliveryPoint } from "@/lib/notifications/delivery-points";
import { escalate } from "@/lib/notifications/escalation/escalate";
import { fanOut } from "@/lib/notifications/fan-out";
import { findDueDeliveries } from "@/lib/notifications/find-due-deliveries";
import { gatherHeld } from "@/lib/notifications/gather-held";
import type { Handler } from "@/workers/handlers/handler";

/** Turns new events into deliveries, lets go of what waited, and wakes one job for each that is due. */
export const notificationsFanOut: Handler<"notifications.fan-out"> = async () => {
  await atDeliveryPoint("fan-out", () => fanOut(clock.now()));
  await escalate(clock.now());
  await atDeliveryPoint("gather", () => gatherHeld(clock.now()));
  for (const { id, attempt } of await findDueDeliveries(clock.now())) {
    const jobId = `${id}-${attempt}`;
    await enqueue("notifications.deliver", { deliveryId: id }, { jobId });
  }
};
