import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import type { Credentials } from "@/lib/providers/contract";

/**
 * What an account at a provider is called in limits and breakers: the same for the same credentials
 * whichever team or key they belong to. Tells nothing about the credentials themselves.
 */
export function accountMark(providerId: string, credentials: Credentials): string {
  const sorted = Object.entries(credentials).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHmac("sha256", env.AUTH_SECRET)
    .update(`account|${providerId}|${JSON.stringify(sorted)}`)
    .digest("base64url");
  return `${providerId}:${hash.slice(0, 24)}`;
}
