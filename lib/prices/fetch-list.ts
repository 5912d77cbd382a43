import { log } from "@/lib/log";
import type { Credentials, PriceList, ProviderAdapter } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import { houseKey } from "./house-key";

/** A whole price list, or why there is none: a provider error kind, `needs-key` or `internal`. */
export type Fetched = PriceList | { readonly failure: string; readonly detail: string };

/**
 * Asks a provider for its price list: with the house key where one is needed and set, else for what
 * it tells anyone. Never throws.
 */
export async function fetchList(
  adapter: ProviderAdapter,
  { signal, credentials = credentialsFor(adapter) }: Asking = {},
): Promise<Fetched> {
  const { prices } = adapter;
  try {
    const list = await (credentials
      ? prices?.list({ credentials, signal })
      : prices?.listOpen?.({ signal }));
    if (list) return list;
    return { failure: "needs-key", detail: "no price key is set" };
  } catch (error) {
    if (error instanceof ProviderError) return { failure: error.kind, detail: error.detail };
    log.error("price list could not be read", { providerId: adapter.meta.id, error });
    return { failure: "internal", detail: "" };
  }
}

interface Asking {
  readonly signal?: AbortSignal | undefined;
  /** What the list is asked with; `null` where there is nothing. The house key by default. */
  readonly credentials?: Credentials | null;
}

function credentialsFor({ meta }: ProviderAdapter): Credentials | null {
  return meta.prices?.access === "keyless" ? {} : houseKey(meta);
}
