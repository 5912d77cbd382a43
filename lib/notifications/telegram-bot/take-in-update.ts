import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { makeBot } from "@/lib/notifications/telegram-bot/bot";
import { webhookSecret } from "@/lib/notifications/telegram-bot/webhook-secret";

/** Longer than handling takes: whoever took it in and did not finish by then has died. */
const HANDLING_MS = 60_000;

const update = z.looseObject({ update_id: z.number().int() });
export type Update = z.output<typeof update>;

/** Telegram itself tells nothing again after a day. */
const KEPT_MS = 7 * 86_400_000;

/** What comes of a call to the webhook. */
export type Taken = "taken" | "refused" | "malformed";

/** Takes in what Telegram posts, if it shows that it is Telegram. Throws where it could not be handled. */
export async function takeInWebhook(body: string, secret: string): Promise<Taken> {
  const [given, wanted] = [Buffer.from(secret), Buffer.from(webhookSecret())];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return "refused";
  const parsed = update.safeParse(parse(body));
  if (!parsed.success) return "malformed";
  await takeInUpdate(parsed.data);
  return "taken";
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/**
 * Handles one update, once however often it is told: what it does is written under its number, and one
 * whose handler died is handled by the next telling.
 */
export async function takeInUpdate(told: Update): Promise<void> {
  if (!(await claim(told.update_id))) return;
  try {
    await makeBot().handleUpdate(toTheirs(told));
  } catch (error) {
    // What it asked for is done or refused by now; only the answer did not reach the chat.
    log.warn("telegram update not answered", { error: String(error) });
  }
  const now = clock.now();
  await asWorker(async (tx) => {
    const where = { updateId: BigInt(told.update_id) };
    await tx.telegramUpdate.update({ where, data: { handledAt: now } });
    const old = { receivedAt: { lt: new Date(now.getTime() - KEPT_MS) } };
    await tx.telegramUpdate.deleteMany({ where: old });
  });
}

async function claim(id: number): Promise<boolean> {
  const now = clock.now();
  const stale = new Date(now.getTime() - HANDLING_MS);
  const count = await onceAsWorker(
    (db) => db.$executeRaw`
      INSERT INTO telegram_update (update_id, received_at) VALUES (${BigInt(id)}, ${now})
      ON CONFLICT (update_id) DO UPDATE SET received_at = ${now}
      WHERE telegram_update.handled_at IS NULL AND telegram_update.received_at < ${stale}`,
  );
  return count > 0;
}

/** The library reads what it needs of an update and checks it itself. */
function toTheirs(told: Update) {
  return told as unknown as Parameters<ReturnType<typeof makeBot>["handleUpdate"]>[0];
}
