import { findGpu } from "@/lib/gpus/catalog";
import { median } from "@/lib/math";
import type { PricingModel } from "@/lib/providers/contract";

/** What providers ask for one whole card of a model: natural logarithms of micro-dollars an hour. */
export interface Market {
  readonly middle: number;
  /** Middle absolute deviation from the middle. */
  readonly spread: number;
  /** How much lower prices may lie because the market stands in for that of another pricing model. */
  readonly slack: number;
}

/** The middle price of one provider for a model. One voice each, however long its list is. */
export interface ProviderMiddle {
  readonly gpuModel: string;
  readonly pricingModel: string;
  readonly providerId: string;
  readonly micros: number;
}

/** The market of a model under a pricing model, or null where nothing is known of it. */
export type MarketOf = (gpuModel: string | null, pricingModel: PricingModel) => Market | null;

/** Spot prices were found at a third of on-demand ones and above. */
const SPOT_SLACK = Math.log(3);
const ENOUGH_PROVIDERS = 3;

/**
 * The market of every model. Where fewer than three providers sell the model, its family's market
 * stands in; where hardly anybody sells spot, that on demand does.
 */
export function readMarkets(middles: readonly ProviderMiddle[]): MarketOf {
  const known = middles.filter(({ micros }) => micros > 0);
  const byModel = collect(known, ({ gpuModel }) => gpuModel);
  const byFamily = collect(known, ({ gpuModel }) => familyOf(gpuModel));
  return (gpuModel, pricingModel) => {
    if (gpuModel === null) return null;
    const own = byModel.get(keyOf(gpuModel, pricingModel));
    const family = byFamily.get(keyOf(familyOf(gpuModel), pricingModel));
    const wide = [own, family].find((one) => (one?.providers ?? 0) >= ENOUGH_PROVIDERS);
    const onDemand = byFamily.get(keyOf(familyOf(gpuModel), "on-demand"));
    if (wide || pricingModel !== "spot" || !onDemand) return wide ?? family ?? null;
    return { ...onDemand, slack: SPOT_SLACK };
  };
}

interface Sample extends Market {
  readonly providers: number;
}

function collect(
  middles: readonly ProviderMiddle[],
  groupOf: (one: ProviderMiddle) => string,
): Map<string, Sample> {
  const groups = Map.groupBy(middles, (one) => keyOf(groupOf(one), one.pricingModel));
  return new Map([...groups].map(([key, group]) => [key, sampleOf(group)]));
}

function sampleOf(group: readonly ProviderMiddle[]): Sample {
  const voices = [...Map.groupBy(group, ({ providerId }) => providerId).values()].map((own) =>
    median(own.map(({ micros }) => Math.log(micros))),
  );
  const middle = median(voices);
  const spread = median(voices.map((voice) => Math.abs(voice - middle)));
  return { middle, spread, slack: 0, providers: voices.length };
}

function familyOf(gpuModel: string): string {
  return findGpu(gpuModel)?.family ?? gpuModel;
}

function keyOf(group: string, pricingModel: string): string {
  return `${group}/${pricingModel}`;
}
