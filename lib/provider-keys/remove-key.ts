import { z } from "zod";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { volumesWaiting } from "@/lib/provider-keys/key-volumes";
import { removeKeyInput } from "@/lib/provider-keys/schema";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import { defineVerb } from "@/lib/verbs/define-verb";

const MAX_NAMED = 5;

/**
 * Removes a provider key: its sealed secret is wiped, and a frozen one may take its place. Refused
 * while a machine may still be running under it or may yet be launched with it, because without the
 * key nobody could stop it.
 */
export const removeKey = defineVerb({
  name: "keys.remove",
  input: removeKeyInput,
  output: z.object({ id: z.string() }),
  permission: "keys.write",
  feature: "providerKeys",
  fresh: true,
  audit: ({ keyId }) => ({ target: keyId }),
  async run({ tx, scope, now }, { keyId }) {
    await holdKeys(tx, scope.team.id);
    await lockKey(tx, keyId);
    await refuseWhileInUse(tx, keyId);
    await refuseWhileWished(tx, scope.team.id, keyId);
    await tx.providerKey.updateMany({
      where: { id: keyId },
      data: {
        state: "removed",
        frozenAt: null,
        kekId: "",
        wrappedKey: "",
        ciphertext: "",
        fingerprint: `removed ${keyId}`,
      },
    });
    await settleKeysOf(tx, scope.team.id, now);
    return { id: keyId };
  },
});

/** A launch that names this key waits, and then finds it removed. */
async function lockKey(tx: Tx, keyId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM provider_key WHERE id = ${keyId} AND state <> 'removed' FOR UPDATE`;
  if (rows.length === 0) throw new AppError("not-found", "key-unknown");
}

async function refuseWhileInUse(tx: Tx, providerKeyId: string): Promise<void> {
  const machines = await tx.deployment.findMany({
    where: {
      OR: [
        { providerKeyId, OR: [{ endedAt: null }, { operations: { some: { state: "open" } } }] },
        { endedAt: null, candidates: { some: { providerKeyId, state: "waiting" } } },
      ],
    },
    select: { name: true },
    orderBy: { createdAt: "asc" },
  });
  const names = [...machines.map(({ name }) => name), ...(await namesOfStrays(tx, providerKeyId))];
  if (names.length === 0) return;
  throw new AppError("conflict", "key-in-use", {
    values: { count: names.length, names: names.slice(0, MAX_NAMED).join(", ") },
  });
}

/** A volume that is to be deleted or moved would be neither, and go on costing money. */
async function refuseWhileWished(tx: Tx, teamId: string, providerKeyId: string): Promise<void> {
  const names = await volumesWaiting(tx, { teamId, providerKeyId });
  if (names.length === 0) return;
  throw new AppError("conflict", "key-has-wishes", {
    values: { count: names.length, names: names.slice(0, MAX_NAMED).join(", ") },
  });
}

/** Machines nobody owns and nobody has decided on; under a refused key nobody could see them go. */
async function namesOfStrays(tx: Tx, providerKeyId: string): Promise<string[]> {
  const { state } = await tx.providerKey.findUniqueOrThrow({
    where: { id: providerKeyId },
    select: { state: true },
  });
  if (state !== "active") return [];
  const strays = await tx.strayMachine.findMany({
    where: { providerKeyId, goneAt: null, decision: null },
    select: { name: true, providerInstanceId: true },
    orderBy: { firstSeenAt: "asc" },
  });
  return strays.map(({ name, providerInstanceId }) => name ?? providerInstanceId);
}
