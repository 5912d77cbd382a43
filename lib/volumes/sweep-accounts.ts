import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { type Account, openAccount } from "@/lib/operations/account";
import { ProviderError } from "@/lib/providers/errors";
import { getProvider } from "@/lib/providers/registry";
import { claimDueKeys, type DueKey } from "@/lib/volumes/due-keys";
import { endUnseen } from "@/lib/volumes/meter-volumes";
import { saveVolumes } from "@/lib/volumes/save-volumes";

/**
 * Asks every account that is due for what it holds besides machines: its volumes and its credit.
 * What cannot be read stays as it was known last; what hangs on a removed key is counted no more.
 */
export async function sweepAccounts(): Promise<void> {
  await asWorker((tx) => endUnseen(tx, clock.now()));
  const keys = await claimDueKeys(clock.now());
  await Promise.all(keys.map(readSafely));
}

async function readSafely(key: DueKey): Promise<void> {
  try {
    const { keys, volumes } = getProvider(key.providerId);
    if (!volumes && !keys?.balance) return;
    const account = await asWorker((tx) => openAccount(tx, key));
    await readBalance(key, account);
    if (volumes) await readVolumes(key, account);
  } catch (error) {
    const fields = { providerKeyId: key.id, error: String(error) };
    if (error instanceof ProviderError) log.warn("account's holdings could not be read", fields);
    else log.error("reading an account's holdings failed", fields);
  }
}

async function readBalance(key: DueKey, account: Account): Promise<void> {
  const ask = getProvider(key.providerId).keys?.balance;
  if (!ask) return;
  try {
    const { micros, currency } = await ask(account.credentials, account.context);
    await onceAsWorker((db) =>
      db.providerKey.updateMany({
        where: { id: key.id },
        data: { balanceMicros: micros, balanceCurrency: currency, balanceAt: clock.now() },
      }),
    );
  } catch (error) {
    // A key made with the least rights may well not see the credit.
    if (!(error instanceof ProviderError)) throw error;
    log.info("credit could not be read", { providerKeyId: key.id, kind: error.kind });
  }
}

async function readVolumes(key: DueKey, account: Account): Promise<void> {
  const askedAt = clock.now();
  const volumes = await getProvider(key.providerId).volumes?.list(
    account.credentials,
    account.context,
  );
  if (volumes) await asWorker((tx) => saveVolumes(tx, key, { volumes, askedAt }));
}
