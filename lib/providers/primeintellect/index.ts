import type { AdapterSettings, CallContext, Credentials, ProviderAdapter } from "../contract";
import { ProviderError } from "../errors";
import { readRows } from "../read-rows";
import { primeIntellectClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { availabilityItem } from "./wire";

const TRIES = 3;

/** Prime Intellect: prices of about twenty clouds that it resells, and of its own machines. */
export function createPrimeIntellect({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = primeIntellectClient(baseUrl);

  /** At times a replica that knows nothing answers: then the summary says that there is more. */
  async function listGpus(credentials: Credentials, context: CallContext): Promise<unknown[]> {
    for (let count = 0; count < TRIES; count += 1) {
      const rows = await client.gpus(credentials, context);
      if (rows.length > 0) return rows;
    }
    const summary = await client.gpuSummary(credentials, context);
    if (Object.keys(summary).length === 0) return [];
    throw new ProviderError("transient", { detail: "an empty list beside a summary of prices" });
  }

  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const rows = await listGpus(credentials, { signal });
        return readRows(rows, availabilityItem, toOffers);
      },
    },
  };
}
