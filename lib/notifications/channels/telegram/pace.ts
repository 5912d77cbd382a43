import type { Bucket } from "@/lib/call-limits/buckets";

interface Pace {
  readonly messages: number;
  readonly everyMs: number;
}

/**
 * What Telegram asks of bots (core.telegram.org/bots/faq, "My bot is hitting limits"): one message a
 * second in a chat, twenty a minute in a group, about thirty a second in all. Its own `retry_after`
 * says more exactly where it minds. Its seconds are its own: no world passes through them faster.
 */
const inChat: Pace = { messages: 1, everyMs: 1_000 };
const inGroup: Pace = { messages: 20, everyMs: 60_000 };
const inAll: Pace = { messages: 30, everyMs: 1_000 };

/** The counters that a message to a chat draws from; `mark` stands for the chat without naming it. Pure. */
export function paceOf(chatId: string, mark: string): readonly Bucket[] {
  // Telegram gives groups numbers below zero.
  const isGroup = chatId.startsWith("-");
  return [
    bucketOf(`telegram:chat:${mark}`, inChat),
    ...(isGroup ? [bucketOf(`telegram:group:${mark}`, inGroup)] : []),
    bucketOf("telegram:all", inAll),
  ];
}

function bucketOf(id: string, { messages, everyMs }: Pace): Bucket {
  return { id, most: messages, perMs: messages / everyMs };
}
