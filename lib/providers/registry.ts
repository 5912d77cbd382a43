import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { createCloudrift } from "./cloudrift";
import type { AdapterSettings, ProviderAdapter } from "./contract";
import { createLambda } from "./lambda";
import { providerMetas } from "./meta";
import { createRunpod } from "./runpod";
import { createVultr } from "./vultr";

/** How each provider's adapter is made, by id; one line per provider, here and in `meta.ts`. */
export const adapterMakers: Readonly<
  Record<string, (settings: AdapterSettings) => ProviderAdapter>
> = {
  runpod: createRunpod,
  lambda: createLambda,
  vultr: createVultr,
  cloudrift: createCloudrift,
};

/** The adapter, or `undefined` for an id nobody knows. */
export function findProvider(id: string): ProviderAdapter | undefined {
  const meta = providerMetas.find((one) => one.id === id);
  const make = adapterMakers[id];
  if (!meta || !make) return undefined;
  return make({ baseUrl: env.PROVIDER_URLS[id] ?? meta.apiUrl, pace: env.PACE });
}

/** The adapter; throws `not-found` for an id nobody knows. */
export function getProvider(id: string): ProviderAdapter {
  const adapter = findProvider(id);
  if (!adapter) throw new AppError("not-found", "providerUnknown", { values: { provider: id } });
  return adapter;
}
