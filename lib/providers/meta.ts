import { meta as cloudrift } from "./cloudrift/meta";
import type { ProviderMeta } from "./contract";
import { meta as crusoe } from "./crusoe/meta";
import { meta as fluidstack } from "./fluidstack/meta";
import { meta as gcp } from "./gcp/meta";
import { meta as lambda } from "./lambda/meta";
import { meta as nebius } from "./nebius/meta";
import { meta as paperspace } from "./paperspace/meta";
import { meta as runpod } from "./runpod/meta";
import { meta as vultr } from "./vultr/meta";

/** Every provider the product talks to, in the order people see them. Client-safe. */
export const providerMetas: readonly ProviderMeta[] = [
  runpod,
  lambda,
  vultr,
  cloudrift,
  fluidstack,
  gcp,
  nebius,
  crusoe,
  paperspace,
];

/** The provider's meta, or `undefined` for an id nobody knows. */
export function findProviderMeta(id: string): ProviderMeta | undefined {
  return providerMetas.find((meta) => meta.id === id);
}
