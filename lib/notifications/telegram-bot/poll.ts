import { onceAsWorker } from "@/lib/db";
import { telegram, within } from "@/lib/notifications/channels/telegram/client";
import { takeInUpdate } from "@/lib/notifications/telegram-bot/take-in-update";

const POLL_S = 5;
/** Longer than one poll with its handling, so that a living poller never loses its turn. */
const TURN_S = 40;
const AT_ONCE = 50;

/**
 * Asks Telegram once for what is new and handles it, if this process is the one whose turn it is:
 * exactly one of all asks. Answers whether it was.
 */
export async function poll(poller: string, signal: AbortSignal): Promise<boolean> {
  if (!(await keepTurn(poller))) return false;
  const offset = await nextOffset();
  const asked = { offset, limit: AT_ONCE, timeout: POLL_S, allowed_updates: undefined };
  const limit = within((POLL_S + 10) * 1_000, signal);
  for (const update of await telegram().callApi("getUpdates", asked, limit)) {
    await takeInUpdate({ ...update });
  }
  return true;
}

/** Gives the turn back, so that another process need not wait for it to run out. */
export async function endTurn(poller: string): Promise<void> {
  await onceAsWorker((db) =>
    db.telegramBot.updateMany({
      where: { id: 1, poller },
      data: { poller: null, pollerUntil: null },
    }),
  );
}

async function keepTurn(poller: string): Promise<boolean> {
  const count = await onceAsWorker(
    (db) => db.$executeRaw`
      UPDATE telegram_bot SET poller = ${poller},
        poller_until = clock_timestamp() + make_interval(secs => ${TURN_S})
      WHERE id = 1 AND (poller = ${poller} OR poller_until IS NULL OR poller_until < clock_timestamp())`,
  );
  return count > 0;
}

/** Telegram forgets what is below the number asked for. */
async function nextOffset(): Promise<number> {
  const { _max } = await onceAsWorker((db) =>
    db.telegramUpdate.aggregate({ _max: { updateId: true }, where: { handledAt: { not: null } } }),
  );
  return _max.updateId === null ? 0 : Number(_max.updateId) + 1;
}
