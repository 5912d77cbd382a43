import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import type { Credentials, ProviderMeta } from "@/lib/providers/contract";

/**
 * What credentials for a provider are called in its limits: the same for the same ones whichever
 * team or key they belong to. Tells nothing about the credentials themselves.
 */
export function credentialMark(providerId: string, credentials: Credentials): string {
  const sorted = Object.entries(credentials).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHmac("sha256", env.AUTH_SECRET)
    .update(`account|${providerId}|${JSON.stringify(sorted)}`)
    .digest("base64url");
  return `${providerId}:${hash.slice(0, 24)}`;
}

/**
 * What an account at a provider is called. Where the provider names machines itself, all keys to one
 * account have to take turns and see the same machines, so that the fields that tell the account
 * without being secret make the mark.
 */
export function accountMark(
  { id, credentialFields, capabilities }: ProviderMeta,
  credentials: Credentials,
): string {
  const open = new Set(credentialFields.filter(({ secret }) => !secret).map(({ name }) => name));
  const isTold = capabilities?.naming === "provider" && open.size > 0;
  const telling = Object.entries(credentials).filter(([name]) => !isTold || open.has(name));
  return credentialMark(id, Object.fromEntries(telling));
}
