import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const ALGORITHM = "aes-256-gcm";
const TAG = { authTagLength: 16 } as const;

/** A sealed secret: the data key wrapped under the named key-encryption key, and the ciphertext. */
export interface SealedSecret {
  readonly kekId: string;
  readonly wrappedKey: string;
  readonly ciphertext: string;
}

/** The named key-encryption key is not among the installation's keys. */
export class MissingKekError extends Error {}

function keks(): Map<string, Buffer> {
  const pairs = env.KEY_ENCRYPTION_KEYS.split(",").map((pair) => {
    const [id = "", key = ""] = pair.split(":");
    return [id, Buffer.from(key, "base64")] as const;
  });
  return new Map(pairs);
}

function encrypt(key: Buffer, plain: Buffer, aad: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, iv, TAG).setAAD(Buffer.from(aad));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
}

function decrypt(key: Buffer, sealed: string, aad: string): Buffer {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, 12), TAG)
    .setAAD(Buffer.from(aad))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

/** Seals a secret with a fresh data key, bound to `aad` (team, provider, record, version). */
export function sealSecret(plain: string, aad: string): SealedSecret {
  const [first] = keks();
  if (!first) throw new MissingKekError("no key-encryption key");
  const [kekId, kek] = first;
  const dataKey = randomBytes(32);
  return {
    kekId,
    wrappedKey: encrypt(kek, dataKey, `${aad}|dek`),
    ciphertext: encrypt(dataKey, Buffer.from(plain, "utf8"), aad),
  };
}

/**
 * Opens a sealed secret. Throws `MissingKekError` when its key-encryption key is unknown, and a
 * plain error when the record was changed or belongs to another row.
 */
export function openSecret(sealed: SealedSecret, aad: string): string {
  const kek = keks().get(sealed.kekId);
  if (!kek) throw new MissingKekError(`key-encryption key ${sealed.kekId} is missing`);
  const dataKey = decrypt(kek, sealed.wrappedKey, `${aad}|dek`);
  return decrypt(dataKey, sealed.ciphertext, aad).toString("utf8");
}

/** Whether the key-encryption key of that name is among the installation's keys. */
export function hasKek(kekId: string): boolean {
  return keks().has(kekId);
}
