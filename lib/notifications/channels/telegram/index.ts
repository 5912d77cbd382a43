import type { Channel, Message, Outcome, Telling } from "@/lib/notifications/channels/contract";
import { hasBot, telegram, within } from "@/lib/notifications/channels/telegram/client";
import { escapeLink, escapeMarkdown } from "@/lib/notifications/channels/telegram/escape";
import { paceOf } from "@/lib/notifications/channels/telegram/pace";
import { insteadOf, readFailure } from "@/lib/notifications/channels/telegram/read-failure";

const MOST_CHARACTERS = 4_000;

/** A person's chat with this installation's bot. */
export const telegramChannel: Channel = {
  kind: "telegram",
  owner: "person",
  limitMs: 40_000,
  isOffered: hasBot,
  paceOf,
  send: (telling) => attempt(telling, { chatId: telling.to, isPlain: false }),
};

interface Way {
  readonly chatId: string;
  readonly isPlain: boolean;
}

/** A refusal that says how it would be taken is followed, once for each of the two ways. */
async function attempt({ to, message, ...rest }: Telling, way: Way): Promise<Outcome> {
  try {
    const sent = await telegram().callApi("sendMessage", toBody(message, way), within());
    const moved = way.chatId === to ? {} : { movedTo: way.chatId };
    return { kind: "sent", externalId: String(sent.message_id), ...moved };
  } catch (error) {
    const instead = insteadOf(error);
    const next = instead === "plain" ? { ...way, isPlain: true } : { ...way, ...instead };
    if (instead === null || (next.chatId === way.chatId && next.isPlain === way.isPlain)) {
      return readFailure(error);
    }
    return attempt({ to, message, ...rest }, next);
  }
}

function toBody(message: Message, { chatId, isPlain }: Way) {
  return {
    chat_id: chatId,
    text: (isPlain ? plain(message) : marked(message)).slice(0, MOST_CHARACTERS),
    ...(!isPlain && { parse_mode: "MarkdownV2" as const }),
    link_preview_options: { is_disabled: true },
    ...(message.acts.length > 0 && { reply_markup: { inline_keyboard: [buttons(message)] } }),
  };
}

function marked({ subject, lines, link, linkText }: Message): string {
  const way = `[${escapeMarkdown(linkText)}](${escapeLink(link)})`;
  return [`*${escapeMarkdown(subject)}*`, ...lines.map(escapeMarkdown), way].join("\n");
}

function plain({ subject, lines, link, linkText }: Message): string {
  return [subject, ...lines, `${linkText}: ${link}`].join("\n");
}

function buttons({ acts }: Message) {
  return acts.map((one) => {
    const id = one.act === "acknowledge" ? one.eventId : one.deploymentId;
    return { text: one.label, callback_data: `${one.act}:${id}` };
  });
}
