import { env } from "@/lib/env";
import type { Credentials, ProviderMeta } from "@/lib/providers/contract";

/**
 * The credentials for a provider's price list that needs a key; `null` where nobody set one. In the
 * sandbox world it is the key that the provider's twin publishes, so a real key never goes there.
 */
export function houseKey({ id, credentialFields }: ProviderMeta): Credentials | null {
  if (env.WORLD === "live") return env.PRICE_KEYS[id] ?? null;
  return Object.fromEntries(credentialFields.map(({ name }) => [name, `sandbox-${id}-key`]));
}
