import { countTry } from "@/lib/auth/rate-limits";
import type { TeamScope } from "@/lib/auth/scope";
import { inTeam, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import { nextCheck } from "@/lib/provider-keys/next-check";
import { requireIdle, requireSameAccount } from "@/lib/provider-keys/require-same-account";
import { keyView, type RotateKeyInput, rotateKeyInput } from "@/lib/provider-keys/schema";
import { fingerprintOf, sealCredentials } from "@/lib/provider-keys/seal-key";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import { keyColumns, toKeyView } from "@/lib/provider-keys/to-key-view";
import { type VerifiedKey, verifyKey } from "@/lib/provider-keys/verify-key";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Replaces the credentials of a provider key: the provider is asked first, and they have to open the
 * same account. Machines, volumes and operations hang on the row and go on untouched; what was sealed
 * before is gone with this transaction, and the next step of an operation in flight opens the new one.
 * Refusals: `key-unknown`, `key-same`, `key-known`, `key-other-account`, `key-busy`, and what the provider
 * says.
 */
export const rotateKey = defineVerb({
  name: "keys.rotate",
  input: rotateKeyInput,
  output: keyView,
  permission: "keys.write",
  feature: "providerKeys",
  fresh: true,
  audit: ({ keyId }, { providerId, lastFour }) => ({
    target: keyId,
    details: { providerId, lastFour },
  }),
  async prepare(scope, input) {
    await countTry("keyCheck", scope.team.id);
    return verifyFor(scope, input);
  },
  async run({ tx, scope, now, prepared, wake }, { keyId }) {
    const teamId = scope.team.id;
    await holdKeys(tx, teamId);
    const { providerId } = await lockKey(tx, keyId);
    if (!prepared.isProven) await requireIdle(tx, keyId);
    await replaceSecret(tx, { id: keyId, teamId, providerId }, { verified: prepared, now });
    await settleKeysOf(tx, teamId, now);
    const { lastFour } = prepared;
    await recordEvent(tx, {
      type: "key.rotated",
      teamId,
      data: { providerId, lastFour },
      at: now,
    });
    for (const deploymentId of await hurryWaiting(tx, keyId, now)) {
      wake("operations.run", { deploymentId });
    }
    wake("notifications.fan-out", {});
    wake("health.sweep", {});
    const row = await tx.providerKey.findUniqueOrThrow({
      where: { id: keyId },
      select: keyColumns,
    });
    return toKeyView(row);
  },
});

interface KeyIdentity {
  readonly id: string;
  readonly teamId: string;
  readonly providerId: string;
}

async function verifyFor({ team }: TeamScope, { keyId, credentials }: RotateKeyInput) {
  const key = await inTeam(team.id, (tx) =>
    tx.providerKey.findFirst({
      where: { id: keyId, teamId: team.id, state: { not: "removed" } },
      select: { id: true, providerId: true, account: true },
    }),
  );
  if (!key) throw new AppError("not-found", "key-unknown");
  const verified = await verifyKey({ providerId: key.providerId, credentials });
  const { isProven } = await requireSameAccount(team.id, key, verified);
  return { ...verified, isProven };
}

/** Rotations of the same key wait for one another; a removed one is found removed. */
async function lockKey(tx: Tx, keyId: string): Promise<{ providerId: string }> {
  const [row] = await tx.$queryRaw<{ providerId: string }[]>`
    SELECT provider_id AS "providerId" FROM provider_key
    WHERE id = ${keyId} AND state <> 'removed' FOR UPDATE`;
  if (!row) throw new AppError("not-found", "key-unknown");
  return row;
}

async function replaceSecret(
  tx: Tx,
  key: KeyIdentity,
  { verified, now }: { readonly verified: VerifiedKey; readonly now: Date },
): Promise<void> {
  const { credentials, account, scopes, lastFour } = verified;
  const { id, teamId, providerId } = key;
  const fingerprint = fingerprintOf(credentials, key);
  const known = await tx.providerKey.findUnique({
    where: { teamId_providerId_fingerprint: { teamId, providerId, fingerprint } },
    select: { id: true, name: true },
  });
  if (known?.id === id) throw new AppError("conflict", "key-same");
  if (known) throw new AppError("conflict", "key-known", { values: { name: known.name } });
  await tx.providerKey.updateMany({
    where: { id },
    data: {
      ...sealCredentials(credentials, key),
      fingerprint,
      lastFour,
      ...(account !== null && { account }),
      scopes: [...scopes],
      state: "active",
      stateReason: null,
      listFailure: null,
      verifiedAt: now,
      rotatedAt: now,
      nextCheckAt: nextCheck(now),
      nextSweepAt: now,
    },
  });
}

/** What waits for the key goes on at once. */
async function hurryWaiting(tx: Tx, providerKeyId: string, now: Date): Promise<string[]> {
  const where = { state: "open", leaseUntil: null, deployment: { providerKeyId } };
  const waiting = await tx.operation.findMany({ where, select: { deploymentId: true } });
  await tx.operation.updateMany({ where, data: { runAfter: now } });
  return waiting.map(({ deploymentId }) => deploymentId);
}
