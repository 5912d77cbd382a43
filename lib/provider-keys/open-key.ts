import { z } from "zod";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { keyBinding } from "@/lib/provider-keys/seal-key";
import type { Credentials } from "@/lib/providers/contract";
import { openSecret } from "@/lib/secret-box";

const credentials = z.record(z.string(), z.string());

/** What a key holds, and the mark of just these credentials: others in the same row have another. */
export interface OpenedKey {
  readonly credentials: Credentials;
  readonly fingerprint: string;
}

/**
 * Opens a sealed key: the only decrypt of the product, for the worker alone. Throws `not-found` for
 * an unknown or removed key, `MissingKekError` when the installation no longer has the key that
 * seals it, and a plain error when the row was tampered with.
 */
export async function openKey(tx: Tx, providerKeyId: string): Promise<OpenedKey> {
  const row = await tx.providerKey.findUnique({
    where: { id: providerKeyId, state: { not: "removed" } },
    select: {
      id: true,
      teamId: true,
      providerId: true,
      kekId: true,
      wrappedKey: true,
      ciphertext: true,
      fingerprint: true,
    },
  });
  if (!row) throw new AppError("not-found", "key-unknown");
  const { fingerprint } = row;
  return {
    credentials: credentials.parse(JSON.parse(openSecret(row, keyBinding(row)))),
    fingerprint,
  };
}
