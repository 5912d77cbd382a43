import { deliver } from "@/lib/notifications/deliver";
import type { Handler } from "@/workers/handlers/handler";

/** Tells one person of one event through one channel. */
export const notificationsDeliver: Handler<"notifications.deliver"> = async ({ deliveryId }) => {
  await deliver(deliveryId);
};
