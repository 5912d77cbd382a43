import { z } from "zod";
import type { HttpResponse } from "@/lib/http";
import { askedWaitMs } from "@/lib/notifications/channels/asked-wait";
import type { Channel, Message, Outcome } from "@/lib/notifications/channels/contract";
import { baseOf } from "@/lib/notifications/channels/played-base";
import { outcomeOfRefusal, postJson } from "@/lib/notifications/channels/post-json";

const HOST = "https://discord.com";
const hosts = new Set([
  HOST,
  "https://discordapp.com",
  "https://ptb.discord.com",
  "https://canary.discord.com",
]);
const pathShape = /^\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/;
const MOST_CHARACTERS = 2_000;

const made = z.object({ id: z.string() });
const refused = z.object({ retry_after: z.number() });

/** A channel of Discord, by its webhook. */
export const discord: Channel = {
  kind: "discord",
  owner: "team",
  limitMs: 20_000,
  readAddress(typed) {
    const url = URL.parse(typed.trim());
    if (!url || !hosts.has(url.origin) || !pathShape.test(url.pathname)) return null;
    return { to: url.pathname, shown: `discord.com …${url.pathname.slice(-4)}` };
  },
  send: ({ to, deliveryId, message }) =>
    // `wait` makes Discord answer with the message it made, instead of with nothing.
    postJson(
      { url: `${baseOf("discord", HOST)}${to}?wait=true`, body: toBody(message) },
      (answer) => readAnswer(answer, deliveryId),
    ),
};

function toBody({ subject, lines, link, linkText }: Message) {
  const text = [
    `**${escapeText(subject)}**`,
    ...lines.map(escapeText),
    `[${escapeText(linkText)}](<${link}>)`,
  ];
  return { content: text.join("\n").slice(0, MOST_CHARACTERS), allowed_mentions: { parse: [] } };
}

function escapeText(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<@:-]/g, (sign) => `\\${sign}`);
}

function readAnswer(answer: HttpResponse, deliveryId: string): Outcome {
  if (answer.status === 200) {
    const told = made.safeParse(parsed(answer)).data;
    return { kind: "sent", externalId: told?.id ?? deliveryId };
  }
  const outcome = outcomeOfRefusal(answer);
  if (answer.status === 429) {
    const told = refused.safeParse(parsed(answer)).data;
    return { kind: "retry", failure: "429", waitMs: askedWaitMs(told?.retry_after) };
  }
  const isOver = [401, 403, 404].includes(answer.status);
  return outcome.kind === "dead" && isOver ? { ...outcome, ends: "gone" } : outcome;
}

function parsed({ text }: HttpResponse): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
