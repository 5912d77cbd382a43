import type { Chat } from "./records";
import type { PlayedTelegram, Update } from "./telegram";

/** The phone that the sandbox's page plays; tests use chats of their own. */
export const PHONE = 700_001;

export interface Who {
  readonly chatId: number;
  readonly firstName?: string | undefined;
  readonly username?: string | undefined;
}

/** A person writes to the bot. */
export function write(telegram: PlayedTelegram, who: Who, text: string): Update {
  const chat = meet(telegram, who);
  const stored = telegram.addMessage({
    chatId: chat.id,
    from: "person",
    text,
    parseMode: null,
    buttons: [],
  });
  const isCommand = /^\/\w+/.exec(text)?.[0];
  return tell(telegram, {
    message: {
      message_id: stored.id,
      date: Math.floor(Date.parse(stored.at) / 1_000),
      chat: chatView(chat),
      from: personView(chat),
      text,
      ...(isCommand && {
        entities: [{ type: "bot_command", offset: 0, length: isCommand.length }],
      }),
    },
  });
}

/** A person presses a button under one of the bot's messages; answers what identifies the press. */
export function pressButton(
  telegram: PlayedTelegram,
  messageId: number,
  data: string,
): string | null {
  const message = telegram.findMessage(messageId);
  if (!message?.buttons.some(({ callback_data }) => callback_data === data)) return null;
  const chat = telegram.chatOf(message.chatId);
  const id = String(telegram.nextSerial("press"));
  tell(telegram, {
    callback_query: {
      id,
      from: personView(chat),
      chat_instance: String(chat.id),
      data,
      message: { message_id: message.id, date: 0, chat: chatView(chat), text: message.text },
    },
  });
  return id;
}

function meet(telegram: PlayedTelegram, { chatId, firstName, username }: Who): Chat {
  const known = telegram.chatOf(chatId);
  const chat = {
    ...known,
    isBlocked: false,
    firstName: firstName ?? known.firstName,
    username: username ?? known.username,
  };
  telegram.keepChat(chat);
  return chat;
}

/** Kept for the bot to ask for, or posted where it said. */
function tell(telegram: PlayedTelegram, content: Record<string, unknown>): Update {
  const update = telegram.addUpdate(content);
  const hook = telegram.hook();
  if (hook) void post(hook, update);
  return update;
}

async function post(hook: { url: string; secret: string | null }, update: Update): Promise<void> {
  await fetch(hook.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(hook.secret !== null && { "x-telegram-bot-api-secret-token": hook.secret }),
    },
    body: JSON.stringify(update),
  }).catch(() => undefined);
}

const chatView = ({ id, firstName, username }: Chat) => ({
  id,
  type: "private",
  first_name: firstName,
  ...(username !== null && { username }),
});

const personView = ({ id, firstName, username }: Chat) => ({
  id,
  is_bot: false,
  first_name: firstName,
  language_code: "en",
  ...(username !== null && { username }),
});
