import { meta as aws } from "./aws/meta";
import { meta as azure } from "./azure/meta";
import { meta as cloudrift } from "./cloudrift/meta";
import type { ProviderMeta } from "./contract";
import { meta as crusoe } from "./crusoe/meta";
import { meta as cudo } from "./cudo/meta";
import { meta as digitalocean } from "./digitalocean/meta";
import { meta as fluidstack } from "./fluidstack/meta";
import { meta as gcp } from "./gcp/meta";
import { meta as hotaisle } from "./hotaisle/meta";
import { meta as hyperbolic } from "./hyperbolic/meta";
import { meta as hyperstack } from "./hyperstack/meta";
import { meta as jarvislabs } from "./jarvislabs/meta";
import { meta as lambda } from "./lambda/meta";
import { meta as nebius } from "./nebius/meta";
import { meta as novita } from "./novita/meta";
import { meta as oci } from "./oci/meta";
import { meta as ovhcloud } from "./ovhcloud/meta";
import { meta as paperspace } from "./paperspace/meta";
import { meta as primeintellect } from "./primeintellect/meta";
import { meta as runpod } from "./runpod/meta";
import { meta as scaleway } from "./scaleway/meta";
import { meta as shadeform } from "./shadeform/meta";
import { meta as tensordock } from "./tensordock/meta";
import { meta as vastai } from "./vastai/meta";
import { meta as verda } from "./verda/meta";
import { meta as vultr } from "./vultr/meta";

/** Every provider the product talks to, in the order people see them. Client-safe. */
export const providerMetas: readonly ProviderMeta[] = [
  runpod,
  lambda,
  vultr,
  cloudrift,
  tensordock,
  shadeform,
  primeintellect,
  jarvislabs,
  novita,
  hotaisle,
  scaleway,
  ovhcloud,
  oci,
  azure,
  aws,
  fluidstack,
  gcp,
  nebius,
  crusoe,
  paperspace,
  hyperbolic,
  cudo,
  vastai,
  digitalocean,
  verda,
  hyperstack,
];

/** Those at which machines are launched, by name. */
export const launchableMetas: readonly ProviderMeta[] = providerMetas
  .filter(({ capabilities }) => capabilities !== null)
  .toSorted((one, other) => one.name.localeCompare(other.name, "en"));

/** The provider's meta, or `undefined` for an id nobody knows. */
export function findProviderMeta(id: string): ProviderMeta | undefined {
  return providerMetas.find((meta) => meta.id === id);
}

/** Whether nobody published what a stopped machine costs there, so that the full price is counted. */
export function isFullPriceAssumed(id: string): boolean {
  return findProviderMeta(id)?.capabilities?.isStoppedBillingAssumed ?? false;
}
