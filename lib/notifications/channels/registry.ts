import type { Channel } from "@/lib/notifications/channels/contract";
import { email } from "@/lib/notifications/channels/email";

/** Every channel, one line each. */
export const channels: readonly Channel[] = [email];

/** The channel, or `undefined` for an id nobody knows. */
export function findChannel(id: string): Channel | undefined {
  return channels.find((channel) => channel.id === id);
}
