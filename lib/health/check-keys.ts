import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { noteAnswered, noteRefused } from "@/lib/health/note-account";
import { log } from "@/lib/log";
import { type Account, openAccount } from "@/lib/operations/account";
import { later } from "@/lib/pace";
import { nextCheck } from "@/lib/provider-keys/next-check";
import { ProviderError, paidCallVerdict } from "@/lib/providers/errors";
import { getProvider } from "@/lib/providers/registry";

const MOST_AT_ONCE = 20;
/** A provider that could not be asked is asked again sooner. */
const AGAIN_MS = 10 * 60_000;

interface DueCheck {
  readonly id: string;
  readonly providerId: string;
}

/**
 * Asks providers whether they still take the keys that are due, with and without machines, and keeps
 * what they tell about them. A key that is refused is told about once; one that is taken again works
 * again. A provider that cannot be reached says nothing about a key.
 */
export async function checkKeys(): Promise<void> {
  const keys = await claimDue(clock.now());
  await Promise.all(keys.map(checkSafely));
}

function claimDue(now: Date): Promise<DueCheck[]> {
  return onceAsWorker(
    (db) => db.$queryRaw<DueCheck[]>`
      UPDATE provider_key SET next_check_at = ${later(now, AGAIN_MS)}
      WHERE id IN (
        SELECT id FROM provider_key
        WHERE state <> 'removed' AND COALESCE(next_check_at, verified_at) <= ${now}
        ORDER BY next_check_at NULLS FIRST LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id, provider_id AS "providerId"`,
  );
}

async function checkSafely(key: DueCheck): Promise<void> {
  try {
    const account = await asWorker((tx) => openAccount(tx, key));
    await check(key, account);
  } catch (error) {
    log.error("key could not be checked", { providerKeyId: key.id, error: String(error) });
  }
}

async function check({ id, providerId }: DueCheck, account: Account): Promise<void> {
  const face = getProvider(providerId).keys;
  if (!face) return;
  try {
    const facts = await face.verify(account.credentials, account.context);
    const at = clock.now();
    await asWorker((tx) => noteAnswered(tx, account, { facts, at, nextCheckAt: nextCheck(at) }));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (paidCallVerdict(error) !== "auth") {
      return log.info("key could not be checked", { providerKeyId: id, kind: error.kind });
    }
    const at = clock.now();
    const refusal = { reason: error.kind, at, nextCheckAt: nextCheck(at) };
    await asWorker((tx) => noteRefused(tx, account, refusal));
  }
}
