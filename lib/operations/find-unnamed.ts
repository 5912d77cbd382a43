import { asWorker } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { isStanding } from "@/lib/operations/find-machines";
import { inAccount } from "@/lib/operations/in-account";
import type { Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** Everything that stands in the account now: what a create at such a provider is compared with. */
export async function listStanding({ account }: Work): Promise<Instance[]> {
  const all = await account.instances.list(account.credentials, account.context);
  return all.filter(isStanding);
}

/**
 * Machines that may be what a call made where the provider names machines itself: those that were
 * not there before it and that nothing of ours owns. Creates in one account take turns, so no other
 * call of ours can have made them.
 */
export async function findUnnamed(work: Work, call: ProviderCall): Promise<Instance[]> {
  const before = new Set(call.seenBefore);
  const fresh = (await listStanding(work)).filter(({ id }) => !before.has(id));
  const owned = await ownedIds(
    work,
    call,
    fresh.map(({ id }) => id),
  );
  return fresh.filter(({ id }) => !owned.has(id));
}

/**
 * Those a deployment in the account uses, or that another call of ours is known to have made since.
 * What was over before the call says nothing: providers give the names of machines that are gone to
 * others.
 */
async function ownedIds(
  { account }: Work,
  call: ProviderCall,
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { providerId } = account;
  const rows = await asWorker(async (tx) => {
    const owned = await tx.$queryRaw<{ id: string; providerKeyId: string }[]>`
      SELECT provider_instance_id AS id, provider_key_id AS "providerKeyId" FROM deployment
      WHERE provider_id = ${providerId} AND provider_instance_id = ANY(${ids})
        AND (ended_at IS NULL OR ended_at >= ${call.createdAt})
      UNION
      SELECT c.instance_id AS id, k.id AS "providerKeyId" FROM provider_call c
      JOIN provider_key k ON k.id = c.provider_key_id
      WHERE k.provider_id = ${providerId} AND c.verb = 'launch' AND c.id <> ${call.id}
        AND c.instance_id = ANY(${ids}) AND c.ended_at >= ${call.createdAt}`;
    return inAccount(tx, account, owned);
  });
  return new Set(rows.map(({ id }) => id));
}
