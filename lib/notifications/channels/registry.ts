import type { Channel } from "@/lib/notifications/channels/contract";
import { discord } from "@/lib/notifications/channels/discord";
import { email } from "@/lib/notifications/channels/email";
import { slack } from "@/lib/notifications/channels/slack";
import { telegramChannel } from "@/lib/notifications/channels/telegram";
import { webhook } from "@/lib/notifications/channels/webhook";

/** Every channel, one line each, in the order in which pages show them. */
export const channels: readonly Channel[] = [email, telegramChannel, slack, discord, webhook];

/** The channel, or `undefined` for a kind nobody knows. */
export function findChannel(kind: string): Channel | undefined {
  return channels.find((channel) => channel.kind === kind);
}
