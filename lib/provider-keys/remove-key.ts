import { z } from "zod";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { removeKeyInput } from "@/lib/provider-keys/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

const MAX_NAMED = 5;

/**
 * Removes a provider key: its sealed secret is wiped. Refused while a machine may still be running
 * under it, because without the key nobody could stop it.
 */
export const removeKey = defineVerb({
  name: "keys.remove",
  input: removeKeyInput,
  output: z.object({ id: z.string() }),
  permission: "keys.write",
  feature: "providerKeys",
  audit: ({ keyId }) => ({ target: keyId }),
  async run({ tx }, { keyId }) {
    await lockKey(tx, keyId);
    await refuseWhileInUse(tx, keyId);
    await tx.providerKey.updateMany({
      where: { id: keyId },
      data: {
        state: "removed",
        kekId: "",
        wrappedKey: "",
        ciphertext: "",
        fingerprint: `removed ${keyId}`,
      },
    });
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
  const inUse = await tx.deployment.findMany({
    where: {
      providerKeyId,
      OR: [{ endedAt: null }, { operations: { some: { state: "open" } } }],
    },
    select: { name: true },
    orderBy: { createdAt: "asc" },
  });
  if (inUse.length === 0) return;
  const named = inUse.slice(0, MAX_NAMED).map(({ name }) => name);
  throw new AppError("conflict", "key-in-use", {
    values: { count: inUse.length, names: named.join(", ") },
  });
}
