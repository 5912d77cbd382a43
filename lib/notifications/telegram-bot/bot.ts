import { type Context, Telegraf } from "telegraf";
import { env } from "@/lib/env";
import { telegram } from "@/lib/notifications/channels/telegram/client";
import { escapeMarkdown } from "@/lib/notifications/channels/telegram/escape";
import { answerStart } from "@/lib/notifications/telegram-bot/answer-start";
import { answerStatus } from "@/lib/notifications/telegram-bot/answer-status";
import { type Chat, sayIn } from "@/lib/notifications/telegram-bot/chat";
import { press } from "@/lib/notifications/telegram-bot/press";
import { mute, stop } from "@/lib/notifications/telegram-bot/quieten";

const HANDLER_LIMIT_MS = 20_000;

/** What the bot does with each kind of update; every answer is a text for the chat. */
export function makeBot(): Telegraf {
  const { options } = telegram();
  const bot = new Telegraf(env.TELEGRAM_BOT_TOKEN ?? "", {
    telegram: options,
    handlerTimeout: HANDLER_LIMIT_MS,
  });
  // The library's own way of catching ends the process.
  bot.catch((error) => {
    throw error;
  });
  bot.start((context) => reply(context, answerStart(chatOf(context), context.payload)));
  bot.command("status", (context) => reply(context, answerStatus(chatOf(context))));
  bot.command("mute", (context) => reply(context, mute(chatOf(context), context.payload)));
  bot.command("stop", (context) => reply(context, stop(chatOf(context))));
  bot.action(/^(acknowledge|restart|start):(\w{4,40})$/, async (context) => {
    const [, act = "", id = ""] = context.match;
    const answer = await press(chatOf(context), { act, id, updateId: context.update.update_id });
    await context.answerCbQuery(answer.slice(0, 190));
  });
  bot.on("message", (context) => reply(context, Promise.resolve(sayIn(chatOf(context), "help"))));
  return bot;
}

async function reply(context: Context, answer: Promise<string>): Promise<void> {
  await context.reply(escapeMarkdown(await answer), { parse_mode: "MarkdownV2" });
}

function chatOf({ chat, from }: Context): Chat {
  const username = from?.username ? `@${from.username}` : null;
  const name = [from?.first_name, from?.last_name].filter(Boolean).join(" ");
  return {
    id: String(chat?.id ?? ""),
    isPrivate: chat?.type === "private",
    name: [name, username].filter(Boolean).join(" ").slice(0, 100),
    language: from?.language_code?.startsWith("zh") ? "zh" : "en",
  };
}
