import { z } from "zod";
import type { ControlCall, ControlRoute } from "../control/route";
import { type Answer, json } from "../wire/answer";
import { faultOfMarkdown } from "./markdown";
import { buttonSchema, type Chat } from "./records";
import type { PlayedTelegram } from "./telegram";

export const BOT_NAME = "computehub_sandbox_bot";
const token = /^bot(\d+):[\w-]{30,}$/;
/** One of two long polls at once is told off, as Telegram does. */
const polling = { count: 0 };

const message = z.object({
  chat_id: z.coerce.number(),
  text: z.string().min(1).max(4_096),
  parse_mode: z.string().optional(),
  reply_markup: z.object({ inline_keyboard: z.array(z.array(buttonSchema)) }).optional(),
});
const poll = z.object({
  offset: z.coerce.number().default(0),
  limit: z.coerce.number().min(1).max(100).default(100),
  timeout: z.coerce.number().min(0).max(50).default(0),
});
const press = z.object({ callback_query_id: z.string(), text: z.string().max(200).default("") });
const hook = z.object({ url: z.string(), secret_token: z.string().optional() });

/** Telegram's Bot API, as far as the product and its neighbours use it. */
export function botRoutes(telegram: PlayedTelegram): ControlRoute[] {
  const run = (call: ControlCall) => answer(telegram, call);
  const path = "/telegram/:bot/:method";
  return [
    { method: "POST", path, run },
    { method: "GET", path, run },
  ];
}

async function answer(telegram: PlayedTelegram, call: ControlCall): Promise<Answer> {
  const { bot = "", method = "" } = call.params;
  if (!token.test(bot)) return refusal(401, "Unauthorized");
  const body = call.method === "GET" ? Object.fromEntries(call.query) : (call.body ?? {});
  const chatId = Number(Reflect.get(Object(body), "chat_id") ?? Number.NaN);
  const given = await act(telegram, { method, body, bot });
  telegram.noteCall({
    method,
    chatId: Number.isFinite(chatId) ? chatId : null,
    atMs: Date.now(),
    status: given.status,
  });
  return given;
}

interface Asked {
  method: string;
  body: unknown;
  bot: string;
}

function act(telegram: PlayedTelegram, { method, body, bot }: Asked): Answer | Promise<Answer> {
  switch (method.toLowerCase()) {
    case "getme":
      return fine(me(bot));
    case "getupdates":
      return getUpdates(telegram, poll.parse(body));
    case "sendmessage":
      return sendMessage(telegram, body, bot);
    case "answercallbackquery": {
      const { callback_query_id, text } = press.parse(body);
      telegram.noteAnswer(callback_query_id, text);
      return fine(true);
    }
    case "setwebhook": {
      const { url, secret_token } = hook.parse(body);
      telegram.setHook(url === "" ? null : { url, secret: secret_token ?? null });
      return fine(true);
    }
    case "deletewebhook":
      telegram.setHook(null);
      return fine(true);
    case "getwebhookinfo":
      return fine({
        url: telegram.hook()?.url ?? "",
        has_custom_certificate: false,
        pending_update_count: 0,
      });
    default:
      return refusal(404, "Not Found");
  }
}

const me = (bot: string) => ({
  id: Number(token.exec(bot)?.[1] ?? 0),
  is_bot: true,
  first_name: "ComputeHub",
  username: BOT_NAME,
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
});

async function getUpdates(
  telegram: PlayedTelegram,
  { offset, limit, timeout }: z.infer<typeof poll>,
): Promise<Answer> {
  if (telegram.hook()) {
    return refusal(409, "Conflict: can't use getUpdates method while webhook is active");
  }
  if (polling.count > 0) {
    return refusal(409, "Conflict: terminated by other getUpdates request");
  }
  polling.count += 1;
  try {
    if (telegram.updatesFrom(offset).length === 0) await telegram.untilNews(timeout * 1_000);
    const found = telegram.updatesFrom(offset).slice(0, limit);
    const repeated = found.length > 0 && telegram.takeFault(["repeat-update"], null);
    return fine(repeated ? [...found, ...found] : found);
  } finally {
    polling.count -= 1;
  }
}

function sendMessage(telegram: PlayedTelegram, body: unknown, bot: string): Answer {
  const parsed = message.safeParse(body);
  if (!parsed.success) return refusal(400, "Bad Request: message text is empty");
  const { chat_id, text, parse_mode, reply_markup } = parsed.data;
  const chat = telegram.chatOf(chat_id);
  const refused = refusalOf(telegram, chat);
  if (refused) return refused;
  const isForced = telegram.takeFault(["unparsable"], chat_id) !== undefined;
  const wrong = parse_mode === "MarkdownV2" ? faultOfMarkdown(text) : null;
  if (parse_mode !== undefined && (wrong !== null || isForced)) {
    return refusal(400, wrong ?? "Bad Request: can't parse entities: Can't find end of the entity");
  }
  const stored = telegram.addMessage({
    chatId: chat_id,
    from: "bot",
    text,
    parseMode: parse_mode ?? null,
    buttons: reply_markup?.inline_keyboard.flat() ?? [],
  });
  const given = fine({
    message_id: stored.id,
    date: Math.floor(Date.parse(stored.at) / 1_000),
    chat: { id: chat_id, type: "private", first_name: chat.firstName },
    from: me(bot),
    text,
  });
  return telegram.takeFault(["answer-lost"], chat_id) ? { ...given, cut: true } : given;
}

function refusalOf(telegram: PlayedTelegram, chat: Chat): Answer | null {
  const { id } = chat;
  if (!telegram.hasChat(id)) return refusal(400, "Bad Request: chat not found");
  const fault = telegram.takeFault(["rate-limited", "blocked", "moved", "server-error"], id);
  if (fault?.kind === "server-error") return refusal(502, "Bad Gateway");
  if (fault?.kind === "blocked") telegram.keepChat({ ...chat, isBlocked: true });
  if (fault?.kind === "moved") {
    const movedTo = fault.movedTo ?? -1_000_000 - id;
    telegram.keepChat({ ...chat, movedTo });
    telegram.keepChat({ ...chat, id: movedTo });
  }
  if (fault?.kind === "rate-limited") {
    telegram.keepChat({ ...chat, heldUntilMs: Date.now() + fault.retryAfterS * 1_000 });
  }
  const now = telegram.chatOf(id);
  if (now.isBlocked) return refusal(403, "Forbidden: bot was blocked by the user");
  if (now.movedTo !== null) {
    return refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: now.movedTo,
    });
  }
  const waitS = Math.ceil((now.heldUntilMs - Date.now()) / 1_000);
  if (waitS <= 0) return null;
  return refusal(429, `Too Many Requests: retry after ${waitS}`, { retry_after: waitS });
}

function fine(result: unknown): Answer {
  return json(200, { ok: true, result });
}

function refusal(code: number, description: string, parameters?: Record<string, number>): Answer {
  return json(code, {
    ok: false,
    error_code: code,
    description,
    ...(parameters && { parameters }),
  });
}
