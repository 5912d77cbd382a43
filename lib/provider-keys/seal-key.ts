import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import type { Credentials } from "@/lib/providers/contract";
import { type SealedSecret, sealSecret } from "@/lib/secret-box";

/** Format of what is sealed; grows when the sealed text changes its shape. */
const VERSION = 1;

export interface KeyIdentity {
  readonly id: string;
  readonly teamId: string;
  readonly providerId: string;
}

/** What a sealed key is bound to: put into another row, it does not open. */
export function keyBinding({ id, teamId, providerId }: KeyIdentity): string {
  return `${teamId}|${providerId}|${id}|${VERSION}`;
}

/** Seals credentials for the one row they belong to. */
export function sealCredentials(credentials: Credentials, identity: KeyIdentity): SealedSecret {
  return sealSecret(JSON.stringify(credentials), keyBinding(identity));
}

/**
 * A keyed hash that is the same for the same credentials of one team and provider, so that a
 * second copy is found without opening the first.
 */
export function fingerprintOf(
  credentials: Credentials,
  { teamId, providerId }: Omit<KeyIdentity, "id">,
): string {
  const sorted = Object.entries(credentials).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", env.AUTH_SECRET)
    .update(`provider-key|${teamId}|${providerId}|${JSON.stringify(sorted)}`)
    .digest("base64url");
}
