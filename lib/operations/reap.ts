import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { type Account, openAccount } from "@/lib/operations/account";
import { machinePrefix } from "@/lib/operations/call-name";
import { atCommitPoint } from "@/lib/operations/commit-points";
import { ownerOf } from "@/lib/operations/owner-of";
import { later } from "@/lib/operations/pace";
import { reapMachine } from "@/lib/operations/reap-machine";
import { noteStray, noteVanished } from "@/lib/operations/strays";
import type { Instance } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";

const EVERY_MS = 10 * 60_000;
const MOST_AT_ONCE = 50;

interface Reaped {
  readonly id: string;
  readonly teamId: string;
  readonly providerId: string;
}

/**
 * Looks through every account that is due for machines of this installation that no deployment
 * owns. It ends by itself only what one of our own calls made, whose operation is over, seen twice
 * ten minutes apart; anything else with our prefix is for a person to decide on; a machine without
 * it is never touched.
 */
export async function reapAccounts(): Promise<void> {
  const keys = await claimDueKeys(clock.now());
  await Promise.all(keys.map(reapSafely));
}

function claimDueKeys(now: Date): Promise<Reaped[]> {
  const next = later(now, EVERY_MS);
  return asWorker(
    (tx) => tx.$queryRaw<Reaped[]>`
      UPDATE provider_key SET next_reap_at = ${next}
      WHERE id IN (
        SELECT id FROM provider_key
        WHERE next_reap_at <= ${now} AND state = 'active'
        ORDER BY next_reap_at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id, team_id AS "teamId", provider_id AS "providerId"`,
  );
}

async function reapSafely(key: Reaped): Promise<void> {
  try {
    await reapAccount(key);
  } catch (error) {
    const expected = error instanceof ProviderError;
    const fields = { providerKeyId: key.id, error: String(error) };
    if (expected) log.warn("account could not be listed for strays", fields);
    else log.error("looking for strays failed", fields);
  }
}

async function reapAccount(key: Reaped): Promise<void> {
  const account = await asWorker((tx) => openAccount(tx, key));
  const prefix = machinePrefix(account.tag);
  const all = await account.instances.list(account.credentials, {});
  const ours = all.filter((one) => one.name?.startsWith(prefix) && isStanding(one));
  for (const instance of ours) await consider(key, account, instance);
  const seen = ours.map(({ id }) => id);
  await atCommitPoint("reap.vanished", () =>
    asWorker((tx) => noteVanished(tx, { providerKeyId: key.id, seen, now: clock.now() })),
  );
}

function isStanding({ status }: Instance): boolean {
  return status !== "terminated" && status !== "terminating";
}

async function consider(key: Reaped, account: Account, instance: Instance): Promise<void> {
  const owner = await asWorker((tx) => ownerOf(tx, key, instance));
  if (owner.kind === "deployment" || owner.kind === "other-team") return;
  const callId = owner.kind === "call" ? owner.call.id : null;
  const seenTwice = await atCommitPoint("reap.sighted", () =>
    asWorker((tx) => noteStray(tx, { key, instance, callId, now: clock.now() })),
  );
  if (owner.kind === "call" && seenTwice) await reapMachine(account, instance, owner.call);
}
