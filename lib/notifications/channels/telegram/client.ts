import { Telegram } from "telegraf";
import { env } from "@/lib/env";
import { baseOf } from "@/lib/notifications/channels/played-base";

const HOST = "https://api.telegram.org";
const TIMEOUT_MS = 10_000;

/** Whether this installation has a bot. */
export function hasBot(): boolean {
  return env.TELEGRAM_BOT_TOKEN !== undefined;
}

/** The bot's line to Telegram, or to the played one. Throws on an installation without a bot. */
export function telegram(): Telegram {
  if (!env.TELEGRAM_BOT_TOKEN) throw new Error("there is no bot");
  // The library takes the last part of an address without a slash at its end for a file.
  const apiRoot = `${baseOf("telegram", HOST)}/`;
  return new Telegram(env.TELEGRAM_BOT_TOKEN, { apiRoot });
}

/** How long one call may take, and what ends it earlier. */
export function within(timeoutMs = TIMEOUT_MS, signal?: AbortSignal): CallOptions {
  const limit = AbortSignal.timeout(timeoutMs);
  return { signal: asTheirs(signal ? AbortSignal.any([limit, signal]) : limit) };
}

type CallOptions = NonNullable<Parameters<Telegram["callApi"]>[2]>;

/** The library's types know the signal of a package from before there was one; the object is the same. */
function asTheirs(signal: AbortSignal) {
  return signal as unknown as NonNullable<CallOptions["signal"]>;
}
