import { divideHalfEven, type Micros, microsFromNumber } from "@/lib/money";
import type { ProviderOffer } from "../contract";
import { plainName, readShapeName, type ShapeGpus } from "./read-shape-name";
import type { GpuShape, Product } from "./wire";

/** Preemptible capacity costs half of on-demand, by Oracle's own rule. */
const PREEMPTIBLE_DIVISOR = 2n;

/** What one part costs an hour, and for each what. */
export interface Rate {
  readonly per: "gpu" | "ocpu";
  readonly micros: Micros;
  readonly native: string;
}

/** Cores and memory (GB) that the file lacks, or has wrong, of the newest shapes. */
const told: Readonly<Record<string, { ocpus: number; ramGb: number }>> = {
  "BM.GPU.GB200.4": { ocpus: 144, ramGb: 960 },
  "BM.GPU.GB300.4": { ocpus: 144, ramGb: 960 },
  "BM.GPU.B300.8": { ocpus: 128, ramGb: 4_096 },
  "BM.GPU.RTXPRO.8": { ocpus: 144, ramGb: 3_072 },
};

/** The rate of a part, or `null` where it is not paid as one goes, in dollars, by GPU or core. */
export function toRate(product: Product): Rate | null {
  const per = product.metricName.includes("GPU Per Hour")
    ? "gpu"
    : product.metricName.includes("OCPU Per Hour")
      ? "ocpu"
      : null;
  const local = product.currencyCodeLocalizations.find((one) => one.currencyCode === "USD");
  const prices = local?.prices.filter((price) => price.model === "PAY_AS_YOU_GO") ?? [];
  const [price] = prices;
  if (per === null || price === undefined || prices.length > 1) return null;
  const micros = microsFromNumber(price.value);
  if (micros === null || micros <= 0n) return null;
  return { per, micros, native: `${price.value} USD/${per === "gpu" ? "GPU" : "OCPU"}-hour` };
}

/** The offers of a shape: on demand, and preemptible where it may be. */
export function toOffers(
  shape: GpuShape,
  rates: ReadonlyMap<string, Rate>,
): ProviderOffer[] | string {
  const gpus = readShapeName(shape.name);
  if (gpus === null) return `unknown kind of GPU in ${shape.name}`;
  if (gpus.count !== shape.gpuQty) return "its name and its count of GPUs disagree";
  const core = shape.products.find((part) => part.type.value === "ocpu");
  const rate = core && rates.get(core.partNumber);
  if (core === undefined || rate === undefined) return "no price";
  const quantity = rate.per === "gpu" ? shape.gpuQty : Math.trunc(core.qty ?? 0);
  if (quantity < 1) return "priced by cores it does not tell";
  const price = rate.micros * BigInt(quantity);
  const offer = toOffer(shape, gpus, core.qty ?? null);
  const onDemand: ProviderOffer = {
    ...offer,
    pricePerHourMicros: price,
    nativePrice: rate.native,
  };
  if (!shape.allowPreemptible) return [onDemand];
  const preemptible: ProviderOffer = {
    ...offer,
    key: `${offer.key}/spot`,
    pricingModel: "spot",
    pricePerHourMicros: divideHalfEven(price, PREEMPTIBLE_DIVISOR),
    nativePrice: `half of ${rate.native}`,
  };
  return [onDemand, preemptible];
}

function toOffer(shape: GpuShape, gpus: ShapeGpus, ocpus: number | null) {
  const name = plainName(shape.name);
  const cores = told[name]?.ocpus ?? (ocpus === null ? null : Math.trunc(ocpus));
  return {
    key: name,
    instanceType: name,
    gpuSpelling: gpus.spelling,
    gpuCount: gpus.count,
    maxGpuCount: gpus.count,
    isPartition: false,
    gpuMemoryGb: gpus.memoryGb,
    vcpu: cores === null ? null : cores * (gpus.isArm ? 1 : 2),
    ramGb: told[name]?.ramGb ?? shape.bundleMemoryQty ?? null,
    diskGb: null,
    region: null,
    pricingModel: "on-demand" as const,
    currency: "USD" as const,
    availability: "unknown" as const,
    tier: null,
  };
}
