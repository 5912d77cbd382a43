import { z } from "zod";

const id = z.string().min(1).max(60);

export const addChannelInput = z.object({
  kind: z.string().max(20),
  name: z.string().trim().min(1).max(60),
  address: z.string().min(1).max(2_000),
});
export const channelInput = z.object({ channelId: id });
export const switchChannelInput = z.object({ channelId: id, on: z.boolean() });
export const retryDeliveryInput = z.object({ deliveryId: id });
