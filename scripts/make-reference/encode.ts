import type { LowSeries } from "./lows";
import type { Offer } from "./offers";

/** Numbers the different values of a column in order of their first appearance. */
class Dictionary<T extends string> {
  readonly values: T[] = [];
  private readonly places = new Map<T, number>();

  placeOf(value: T): number {
    const known = this.places.get(value);
    if (known !== undefined) return known;
    this.places.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** Writes the offers as columns; texts as places in a list of different texts. */
export function encodeOffers(offers: readonly Offer[]) {
  const texts = new Dictionary();
  const text = (value: (offer: Offer) => string | null) =>
    offers.map((offer) => texts.placeOf(value(offer) ?? ""));
  const columns = {
    provider: text((offer) => offer.provider),
    model: text((offer) => offer.modelId),
    spelling: text((offer) => offer.spelling),
    partition: text((offer) => offer.partition),
    region: text((offer) => offer.region),
    name: text((offer) => offer.offerName),
    tier: text((offer) => offer.tier),
    pricing: text((offer) => offer.pricing),
    observedOn: text((offer) => offer.observedOn),
    gpuCount: offers.map((offer) => offer.gpuCount),
    gpuMemoryGb: offers.map((offer) => offer.gpuMemoryGb),
    vcpu: offers.map((offer) => offer.vcpu),
    ramGib: offers.map((offer) => offer.ramGib),
    diskGib: offers.map((offer) => offer.diskGib),
    priceMicros: offers.map((offer) => offer.priceMicros),
    source: offers.map((offer) => offer.source),
  };
  return { format: "reference-offers/1", texts: texts.values, columns };
}

/** Writes each series once, with the weeks as steps from the one before. */
export function encodeLows(series: readonly LowSeries[]) {
  return {
    format: "reference-lows/1",
    series: series.map(({ provider, modelId, source, lows }) => ({
      provider,
      model: modelId,
      source,
      firstWeek: lows[0]?.week ?? 0,
      steps: lows.map(({ week }, at) => week - (lows[at - 1]?.week ?? week)),
      onDemandMicros: lows.map((low) => low.onDemandMicros),
      spotMicros: lows.some((low) => low.spotMicros !== null)
        ? lows.map((low) => low.spotMicros)
        : [],
    })),
  };
}
