import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { log } from "@/lib/log";
import { type Account, openAccount } from "@/lib/operations/account";
import { blindBefore, wasBlindSince } from "@/lib/operations/blindness";
import { atCommitPoint } from "@/lib/operations/commit-points";
import { isOurs, isStanding } from "@/lib/operations/find-machines";
import { mayEndUnasked } from "@/lib/operations/leftover";
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
  /** When it was last looked through, or else its key was taken, which may be long ago. */
  readonly lastAt: Date;
}

/**
 * Looks through every account that is due for machines of this installation that no deployment
 * owns. It ends by itself only what one of our own calls made, whose operation is over, seen twice
 * ten minutes apart, and never what may be the machine of a deployment that has not ended; anything
 * else with our prefix is for a person to decide on; a machine without it is never touched. Where
 * the provider names machines itself, only those count that it answered a call of ours with, and
 * people are asked about one called as another was that is gone, and about one that appeared after
 * a launch of ours that was taken to have made nothing. After a time in which nobody looked, as in
 * a database restored from a backup, our records may lack what was decided since: then nothing that
 * stands there is ended, ever.
 */
export async function reapAccounts(): Promise<void> {
  const keys = await claimDueKeys(clock.now());
  await Promise.all(keys.map(reapSafely));
}

/** A claim says that somebody looks; after a blind time only a look that succeeded says so again. */
function claimDueKeys(now: Date): Promise<Reaped[]> {
  const next = later(now, EVERY_MS);
  return onceAsWorker(
    (db) => db.$queryRaw<Reaped[]>`
      WITH due AS (
        SELECT id, COALESCE(reaped_at, verified_at) AS last_at FROM provider_key
        WHERE next_reap_at <= ${now} AND state = 'active'
        ORDER BY next_reap_at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
      UPDATE provider_key k SET next_reap_at = ${next},
        reaped_at = CASE WHEN due.last_at >= ${blindBefore(now)} THEN ${now} ELSE k.reaped_at END
      FROM due WHERE k.id = due.id
      RETURNING k.id, k.team_id AS "teamId", k.provider_id AS "providerId",
        due.last_at AS "lastAt"`,
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
  const all = await account.instances.list(account.credentials, account.context);
  const standing = all.filter(isStanding);
  const seen = standing.map(({ id }) => id);
  const shown = new Set(seen);
  for (const instance of standing) {
    if (account.capabilities.naming === "provider" || isOurs(instance, account.tag)) {
      await consider(key, { account, shown }, instance);
    }
  }
  await atCommitPoint("reap.vanished", () =>
    asWorker(async (tx) => {
      const now = clock.now();
      await noteVanished(tx, { providerKeyId: key.id, seen, now });
      await tx.providerKey.updateMany({ where: { id: key.id }, data: { reapedAt: now } });
    }),
  );
}

interface Looked {
  readonly account: Account;
  /** The ids of all that stands in it. */
  readonly shown: ReadonlySet<string>;
}

async function consider(
  key: Reaped,
  { account, shown }: Looked,
  instance: Instance,
): Promise<void> {
  const { capabilities } = account;
  const owner = await asWorker((tx) =>
    ownerOf(tx, key, instance, { account, shown, now: clock.now() }),
  );
  if (owner.kind === "deployment" || owner.kind === "other-team") return;
  if (owner.kind === "nobody" && capabilities.naming === "provider") return;
  const isBlind = wasBlindSince(key.lastAt, clock.now());
  const isEndable =
    owner.kind === "call" &&
    !isBlind &&
    (await asWorker((tx) => mayEndUnasked(tx, instance, owner.call)));
  const callId = isEndable ? owner.call.id : null;
  const mayEnd = await atCommitPoint("reap.sighted", () =>
    asWorker((tx) => noteStray(tx, { key, instance, callId, now: clock.now() })),
  );
  if (owner.kind === "call" && mayEnd) await reapMachine(account, instance, owner.call);
}
