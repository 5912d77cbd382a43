import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { createAws } from "./aws";
import { createAzure } from "./azure";
import { createCloudrift } from "./cloudrift";
import type { AdapterSettings, ProviderAdapter, ProviderMeta } from "./contract";
import { createCrusoe } from "./crusoe";
import { createCudo } from "./cudo";
import { createDigitalocean } from "./digitalocean";
import { createFluidstack } from "./fluidstack";
import { createGcp } from "./gcp";
import { createHotaisle } from "./hotaisle";
import { createHyperbolic } from "./hyperbolic";
import { createHyperstack } from "./hyperstack";
import { createJarvislabs } from "./jarvislabs";
import { createLambda } from "./lambda";
import { providerMetas } from "./meta";
import { createNebius } from "./nebius";
import { createNovita } from "./novita";
import { createOci } from "./oci";
import { createOvhcloud } from "./ovhcloud";
import { createPaperspace } from "./paperspace";
import { createPrimeIntellect } from "./primeintellect";
import { createRunpod } from "./runpod";
import { createScaleway } from "./scaleway";
import { createShadeform } from "./shadeform";
import { createTensordock } from "./tensordock";
import { createVastai } from "./vastai";
import { createVerda } from "./verda";
import { createVultr } from "./vultr";

/** How each provider's adapter is made, by id; one line per provider, here and in `meta.ts`. */
export const adapterMakers: Readonly<
  Record<string, (settings: AdapterSettings) => ProviderAdapter>
> = {
  runpod: createRunpod,
  lambda: createLambda,
  vultr: createVultr,
  cloudrift: createCloudrift,
  tensordock: createTensordock,
  shadeform: createShadeform,
  primeintellect: createPrimeIntellect,
  jarvislabs: createJarvislabs,
  novita: createNovita,
  hotaisle: createHotaisle,
  scaleway: createScaleway,
  ovhcloud: createOvhcloud,
  oci: createOci,
  azure: createAzure,
  aws: createAws,
  fluidstack: createFluidstack,
  gcp: createGcp,
  nebius: createNebius,
  crusoe: createCrusoe,
  paperspace: createPaperspace,
  hyperbolic: createHyperbolic,
  cudo: createCudo,
  vastai: createVastai,
  digitalocean: createDigitalocean,
  verda: createVerda,
  hyperstack: createHyperstack,
};

/** The adapters of this process by what made them: some hold tokens, and asking for new ones costs. */
const made = new Map<(settings: AdapterSettings) => ProviderAdapter, ProviderAdapter>();

/** The adapter, the same one every time, or `undefined` for an id nobody knows. */
export function findProvider(id: string): ProviderAdapter | undefined {
  const meta = providerMetas.find((one) => one.id === id);
  const make = adapterMakers[id];
  if (!meta || !make) return undefined;
  const adapter = made.get(make) ?? make(settingsOf(meta));
  made.set(make, adapter);
  return adapter;
}

function settingsOf({ id, apiUrl, hosts: roots = {} }: ProviderMeta): AdapterSettings {
  const hosts = Object.entries(roots).map(([name, url]) => [name, rootOf(id, url, name)]);
  return {
    baseUrl: env.PROVIDER_URLS[id] ?? rootOf(id, apiUrl),
    hosts: Object.fromEntries(hosts),
    pace: env.PACE,
    clock,
  };
}

/**
 * Where a provider's API is. In the sandbox world each stands at `/<id>` of the sandbox (a further
 * host at `/<id>/<name>`) with the path it has outside, so that nothing there ever calls a real one.
 */
function rootOf(id: string, url: string, host?: string): string {
  if (env.WORLD === "live") return url;
  const sandbox = env.SANDBOX_URL ?? NOWHERE;
  const path = new URL(url).pathname.replace(/\/$/, "");
  return [sandbox, id, ...(host ? [host] : [])].join("/") + path;
}

/** The discard port of this machine: calls to it fail at once. */
const NOWHERE = "http://127.0.0.1:9";

/** The adapter; throws `not-found` for an id nobody knows. */
export function getProvider(id: string): ProviderAdapter {
  const adapter = findProvider(id);
  if (!adapter) throw new AppError("not-found", "providerUnknown", { values: { provider: id } });
  return adapter;
}
