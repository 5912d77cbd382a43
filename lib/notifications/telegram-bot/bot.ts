import { type Context, Telegraf } from "telegraf";
import { env } from "@/lib/env";
import { telegram } from "@/lib/notifications/channels/telegram/client";
import { escapeMarkdown } from "@/lib/notifications/channels/telegram/escape";
import { answerStart } from "@/lib/notifications/telegram-bot/answer-start";
import { answerStatus } from "@/lib/notifications/telegram-bot/answer-status";
import { askFirst, isInTime, type Question } from "@/lib/notifications/telegram-bot/ask-first";
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
  bot.action(/^acknowledge:(\w{4,40})$/, async (context) => {
    const [, id = ""] = context.match;
    const once = String(context.update.update_id);
    await show(context, await press(chatOf(context), { act: "acknowledge", id, once }));
  });
  bot.action(/^(restart|start):(\w{4,40})$/, async (context) => {
    const [, act, id = ""] = context.match;
    const chat = chatOf(context);
    const asked = await askFirst(chat, { act: act === "start" ? "start" : "restart", id });
    await show(context, asked ? "" : sayIn(chat, "pressUnknown"));
    if (asked) await ask(context, asked);
  });
  bot.action(/^sure-(restart|start):(\w{4,40}):([0-9a-z]{1,12})$/, async (context) => {
    const [once, act = "", id = "", askedAt = ""] = context.match;
    const chat = chatOf(context);
    const isMeant = isInTime(askedAt);
    await show(context, isMeant ? await press(chat, { act, id, once }) : sayIn(chat, "tooLate"));
  });
  bot.on("message", (context) => reply(context, Promise.resolve(sayIn(chatOf(context), "help"))));
  return bot;
}

/** What the phone shows for a moment after a press. */
async function show(context: Context, text: string): Promise<void> {
  await context.answerCbQuery(text.slice(0, 190));
}

async function ask(context: Context, { text, button, answer }: Question): Promise<void> {
  await context.reply(escapeMarkdown(text), {
    parse_mode: "MarkdownV2",
    reply_markup: { inline_keyboard: [[{ text: button, callback_data: answer }]] },
  });
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
