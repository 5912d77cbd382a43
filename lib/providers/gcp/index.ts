import type { AdapterSettings, ProviderAdapter } from "../contract";
import { gcpClient } from "./client";
import { machines } from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { isUnknownGpu, partOf } from "./parts";
import { readRates } from "./rates";
import { anySku } from "./wire";

/** Google Cloud: prices of machines with GPUs, put together from its catalogue of parts. */
export function createGcp({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = gcpClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const { skipped, ...known } = readRates(
          await client.skus(credentials, mayBeOfGpuMachine, { signal }),
        );
        return { offers: machines.flatMap((machine) => toOffers(machine, known)), skipped };
      },
    },
  };
}

/** Rows too odd to tell stay in, so that they are counted as unread. */
function mayBeOfGpuMachine(row: unknown): boolean {
  const sku = anySku.safeParse(row);
  return !sku.success || partOf(sku.data) !== undefined || isUnknownGpu(sku.data);
}
