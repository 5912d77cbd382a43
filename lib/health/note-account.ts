import type { Tx } from "@/lib/db";
import type { Account } from "@/lib/operations/account";
import { refuseKey } from "@/lib/operations/refuse-key";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import type { KeyFacts } from "@/lib/providers/contract";
import { type ProviderErrorKind, paidCallVerdict } from "@/lib/providers/errors";

/** The account was listed: a key it did not know for a while works again. */
export async function noteListed(tx: Tx, providerKeyId: string, at: Date): Promise<void> {
  await reviveKey(tx, providerKeyId, at);
  await tx.providerKey.updateMany({
    where: { id: providerKeyId, state: { not: "removed" } },
    data: { lastListedAt: at, listFailure: null },
  });
}

type Opened = Pick<Account, "providerKeyId" | "fingerprint">;

/** The provider was asked about a key and takes it. What it said of credentials before is dropped. */
export async function noteAnswered(
  tx: Tx,
  { providerKeyId, fingerprint }: Opened,
  { facts, at, nextCheckAt }: { facts: KeyFacts; at: Date; nextCheckAt: Date },
): Promise<void> {
  const where = { id: providerKeyId, fingerprint };
  if ((await tx.providerKey.count({ where })) === 0) return;
  await reviveKey(tx, providerKeyId, at);
  await tx.providerKey.updateMany({
    where,
    data: {
      verifiedAt: at,
      nextCheckAt,
      scopes: [...(facts.scopes ?? [])],
      ...(facts.account !== null && { account: facts.account }),
    },
  });
}

/** The provider was asked about a key and turned it down. */
export async function noteRefused(
  tx: Tx,
  account: Opened,
  { nextCheckAt, ...refusal }: { reason: ProviderErrorKind; at: Date; nextCheckAt: Date },
): Promise<void> {
  await refuseKey(tx, { account, ...refusal });
  await tx.providerKey.updateMany({
    where: { id: account.providerKeyId, fingerprint: account.fingerprint },
    data: { nextCheckAt },
  });
}

async function reviveKey(tx: Tx, providerKeyId: string, at: Date): Promise<void> {
  const refused = { id: providerKeyId, state: "refused", stateReason: "invalid-key" };
  const key = await tx.providerKey.findFirst({ where: refused, select: { teamId: true } });
  if (key) {
    await holdKeys(tx, key.teamId);
    const data = { state: "active", stateReason: null };
    await tx.providerKey.updateMany({ where: refused, data });
    // It may be one more than the tier has room for.
    await settleKeysOf(tx, key.teamId, at);
  }
}

/**
 * The account did not answer. Its machines go on as they were, with a health nobody knows; a key
 * that is refused is told about once.
 */
export async function noteListFailure(
  tx: Tx,
  account: Opened,
  kind: ProviderErrorKind,
  at: Date,
): Promise<void> {
  const { providerKeyId } = account;
  await tx.providerKey.updateMany({ where: { id: providerKeyId }, data: { listFailure: kind } });
  await forgetSaying(tx, providerKeyId, at);
  if (paidCallVerdict({ kind }) === "auth") await refuseKey(tx, { account, reason: kind, at });
}

/**
 * What the account last said of its machines no longer counts; what probes say of them does. One
 * that was unwell is not known to be well because nobody answers: it stays so until something is seen.
 */
async function forgetSaying(tx: Tx, providerKeyId: string, at: Date): Promise<void> {
  const machine = { providerKeyId, endedAt: null };
  await tx.healthState.updateMany({
    where: { deployment: machine, providerSays: { not: "unknown" } },
    data: { providerSays: "unknown" },
  });
  const isUnprobed = { OR: [{ probes: null }, { probes: { says: null } }] };
  await tx.healthState.updateMany({
    where: {
      deployment: { ...machine, ...isUnprobed },
      verdict: { notIn: ["unknown", "unhealthy"] },
    },
    data: { verdict: "unknown", since: at },
  });
}
