import { z } from "zod";
import { asWorker } from "@/lib/db";
import { askTelegramLink } from "@/lib/notifications/telegram-bot/ask-link";
import { confirmTelegram } from "@/lib/notifications/telegram-bot/confirm-link";
import { noteBot } from "@/lib/notifications/telegram-bot/note-bot";
import { poll } from "@/lib/notifications/telegram-bot/poll";
import { runVerb } from "@/lib/verbs/run-verb";
import type { Person } from "@/tests/factories/people";
import type { Outside } from "@/tests/factories/sandbox";

const messages = z.array(
  z.object({
    id: z.number(),
    from: z.string(),
    text: z.string(),
    parseMode: z.string().nullable(),
    buttons: z.array(z.object({ text: z.string(), callback_data: z.string() })),
  }),
);
const pressed = z.object({ id: z.string() });
let chats = 800_000;

/** A phone nobody has used before. */
export const newChat = () => ++chats;

/** What stands in a chat, oldest first. */
export async function messagesIn(outside: Outside, chatId: number) {
  return messages.parse(await outside.read(`telegram/messages?chat=${chatId}`));
}

const calls = z.array(
  z.object({ method: z.string(), chatId: z.number().nullable(), atMs: z.number() }),
);

/** When the bot sent what to a chat, as Telegram saw it. */
export async function callsOf(outside: Outside, chatId: number) {
  const all = calls.parse(await outside.read("telegram/calls"));
  return all.filter((one) => one.chatId === chatId && one.method === "sendMessage");
}

/** A person writes to the bot, which asks for it and answers. */
export async function writeToBot(outside: Outside, chatId: number, text: string): Promise<string> {
  await outside.control("telegram/write", { chatId, text, firstName: "Ada", username: "ada" });
  await pollUntilQuiet();
  return (await messagesIn(outside, chatId)).at(-1)?.text ?? "";
}

/** A person presses a button; answers what the phone shows then. */
export async function pressIn(outside: Outside, messageId: number, data: string): Promise<string> {
  const { id } = pressed.parse(await outside.post("telegram/press", { messageId, data }));
  await pollUntilQuiet();
  const { text } = z
    .object({ text: z.string().nullable() })
    .parse(await outside.read(`telegram/answers/${id}`));
  return text ?? "";
}

/** Lets this process be the one that asks Telegram, once. */
export async function pollUntilQuiet(): Promise<void> {
  if (!(await poll("test", AbortSignal.timeout(20_000)))) throw new Error("not our turn");
}

/** Links a chat to the person and confirms it; answers the channel's id. */
export async function linkTelegram(outside: Outside, { scope, userId }: Person, chatId: number) {
  await noteBot();
  const { url } = await runVerb(askTelegramLink, scope, {});
  const token = new URL(url).searchParams.get("start") ?? "";
  await writeToBot(outside, chatId, `/start ${token}`);
  const { id } = await asWorker((tx) =>
    tx.notificationChannel.findFirstOrThrow({ where: { userId, state: "pending" } }),
  );
  await runVerb(confirmTelegram, scope, { channelId: id });
  return id;
}
