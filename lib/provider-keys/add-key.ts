import { countTry } from "@/lib/auth/rate-limits";
import type { TeamScope } from "@/lib/auth/scope";
import { requireRoom } from "@/lib/billing/gate";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import { nextCheck } from "@/lib/provider-keys/next-check";
import { type AddKeyInput, addKeyInput, keyView } from "@/lib/provider-keys/schema";
import { fingerprintOf, sealCredentials } from "@/lib/provider-keys/seal-key";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import { keyColumns, toKeyView } from "@/lib/provider-keys/to-key-view";
import { type VerifiedKey, verifyKey } from "@/lib/provider-keys/verify-key";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Adds a provider key: the provider is asked first, then the key is sealed for its row. A key that
 * had been refused comes back to work when the provider takes it again.
 */
export const addKey = defineVerb({
  name: "keys.add",
  input: addKeyInput,
  output: keyView,
  permission: "keys.write",
  feature: "providerKeys",
  fresh: true,
  audit: ({ providerId }, { id, lastFour }) => ({ target: id, details: { providerId, lastFour } }),
  async prepare(scope, input) {
    await countTry("keyCheck", scope.team.id);
    return verifyKey(input);
  },
  async run({ tx, scope, now, prepared, wake }, input) {
    const id = await storeKey(tx, scope, { input, verified: prepared, now });
    await settleKeysOf(tx, scope.team.id, now);
    const { providerId } = input;
    await recordEvent(tx, {
      type: "key.added",
      teamId: scope.team.id,
      data: { providerId, lastFour: prepared.lastFour },
      at: now,
    });
    wake("notifications.fan-out", {});
    wake("health.sweep", {});
    const row = await tx.providerKey.findUniqueOrThrow({ where: { id }, select: keyColumns });
    return toKeyView(row);
  },
});

interface NewKey {
  readonly input: AddKeyInput;
  readonly verified: VerifiedKey;
  readonly now: Date;
}

async function storeKey(tx: Tx, { team }: TeamScope, { input, verified, now }: NewKey) {
  const { providerId, name } = input;
  const { credentials, account, scopes, lastFour } = verified;
  await holdKeys(tx, team.id);
  // Read behind the hold: a tier may have ended while the provider was asked.
  const { tier } = await teamEntitlement(tx, team.id, now);
  const fingerprint = fingerprintOf(credentials, { teamId: team.id, providerId });
  const known = await tx.providerKey.findUnique({
    where: { teamId_providerId_fingerprint: { teamId: team.id, providerId, fingerprint } },
    select: { id: true, name: true, state: true, kekId: true },
  });
  await requireRoom(tx, { id: team.id, tier }, "provider-keys", () =>
    tx.providerKey.count({
      where: { teamId: team.id, state: "active", frozenAt: null, id: { not: known?.id ?? "" } },
    }),
  );
  const id = known?.id ?? newId("key");
  const sealed = sealCredentials(credentials, { id, teamId: team.id, providerId });
  const fresh = {
    ...sealed,
    name,
    account,
    scopes: [...scopes],
    state: "active",
    stateReason: null,
    verifiedAt: now,
    nextSweepAt: now,
    nextReapAt: now,
    nextCheckAt: nextCheck(now),
  };
  if (!known) {
    const kept = { id, teamId: team.id, providerId, lastFour, fingerprint, createdAt: now };
    const { count } = await tx.providerKey.createMany({
      data: [{ ...kept, ...fresh }],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", "key-known", { values: { name } });
    return id;
  }
  if (known.state === "active" && sealed.kekId === known.kekId) {
    throw new AppError("conflict", "key-known", { values: { name: known.name } });
  }
  await tx.providerKey.update({ where: { id }, data: fresh, select: { id: true } });
  return id;
}
