import { TelegramError } from "telegraf";
import { askedWaitMs } from "@/lib/notifications/channels/asked-wait";
import type { Outcome } from "@/lib/notifications/channels/contract";

const notConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** What Telegram asks for instead, where it refuses a message that it would take otherwise. */
export type Instead = { readonly chatId: string } | "plain";

/** How to send a refused message so that it is taken; `null` where there is no such way. */
export function insteadOf(error: unknown): Instead | null {
  if (!(error instanceof TelegramError) || error.code !== 400) return null;
  const moved = error.parameters?.migrate_to_chat_id;
  if (moved !== undefined) return { chatId: String(moved) };
  return /can't parse entities/i.test(error.description) ? "plain" : null;
}

/**
 * Reads what the bot library threw: 429 waits as long as Telegram says, 403 and a chat that is gone end
 * the channel, a wrong token and 5xx pass; without an answer it depends on whether anything left.
 */
export function readFailure(error: unknown): Outcome {
  if (error instanceof TelegramError) return outcomeOfRefusal(error);
  const failure = error instanceof Error ? error.message.slice(0, 200) : "no answer";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return notConnected.has(code) ? { kind: "retry", failure } : { kind: "uncertain", failure };
}

function outcomeOfRefusal({ code, description, parameters }: TelegramError): Outcome {
  const failure = `${code} ${description}`.slice(0, 300);
  if (code === 429) {
    return { kind: "retry", failure, waitMs: askedWaitMs(parameters?.retry_after) };
  }
  if (code === 403) return { kind: "dead", failure, ends: "blocked" };
  if (code === 400 && /chat not found|group chat was (deleted|upgraded)/i.test(description)) {
    return { kind: "dead", failure, ends: "gone" };
  }
  return code === 401 || code >= 500 ? { kind: "retry", failure } : { kind: "dead", failure };
}
