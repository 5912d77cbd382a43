import { microsFromDecimal } from "@/lib/money";
import type { DatedTable, PricesFace, PricingModel, ProviderOffer } from "./contract";

/** One line of a price page: what one GPU costs by the hour. */
export interface DatedPrice {
  /** The provider's own word for what is rented; also how it spells the GPU. */
  readonly gpu: string;
  readonly memoryGb: number;
  readonly usdPerGpuHour: string;
  readonly pricingModel?: PricingModel;
  /** YYYY-MM-DD, where the line is of an earlier day than its table. */
  readonly observedOn?: string;
}

/** The prices face of a provider that tells prices in no API: a table, and never a list. */
export function datedPrices(observedOn: string, prices: readonly DatedPrice[]): PricesFace {
  const table: DatedTable = { observedOn, offers: prices.map(toOffer) };
  return { table, list: async () => ({ offers: [], skipped: [] }) };
}

function toOffer(price: DatedPrice): ProviderOffer {
  const pricePerHourMicros = microsFromDecimal(price.usdPerGpuHour);
  if (pricePerHourMicros === null) throw new Error(`no price: ${price.gpu}`);
  const pricingModel = price.pricingModel ?? "on-demand";
  return {
    key: `${price.gpu}/${pricingModel}`,
    instanceType: price.gpu,
    gpuSpelling: price.gpu,
    gpuCount: 1,
    maxGpuCount: 1,
    isPartition: false,
    gpuMemoryGb: price.memoryGb,
    vcpu: null,
    ramGb: null,
    diskGb: null,
    region: null,
    pricingModel,
    pricePerHourMicros,
    currency: "USD",
    nativePrice: `${price.usdPerGpuHour} USD/GPU-hour`,
    availability: "unknown",
    tier: null,
    observedAt: price.observedOn === undefined ? null : new Date(`${price.observedOn}T00:00:00Z`),
  };
}
