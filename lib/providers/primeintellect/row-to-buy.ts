import type { LaunchSpec } from "../contract";
import { ProviderError } from "../errors";
import { readEach } from "../read-rows";
import { toOffers } from "./map";
import { type AvailabilityItem, availabilityItem } from "./wire";

/**
 * The row that a launch copies, as it is listed now: the cheapest that is the offer agreed to. Throws
 * `no-capacity` where none is left, and `conflict` where it costs more than was agreed to.
 */
export function rowToBuy(rows: readonly unknown[], spec: LaunchSpec): AvailabilityItem {
  const [best, ...others] = readEach(rows, availabilityItem, (item) => matching(item, spec))
    .found.filter(({ offer }) => offer.availability !== "unavailable")
    .toSorted((a, b) => Number(a.offer.pricePerHourMicros - b.offer.pricePerHourMicros));
  if (!best) throw new ProviderError("no-capacity", { detail: "nothing like it is left" });
  if (others.some(({ offer }) => offer.gpuSpelling !== best.offer.gpuSpelling)) {
    throw new ProviderError("invalid-request", { detail: "two kinds of GPU under one name" });
  }
  // What was agreed to is in dollars, so another currency is left to the guard of the launch itself.
  const isDearer = best.offer.pricePerHourMicros > spec.pricePerHourMicros;
  if (best.offer.currency === "USD" && isDearer) {
    throw new ProviderError("conflict", { detail: "it costs more than was agreed to" });
  }
  return best.item;
}

function matching(item: AvailabilityItem, spec: LaunchSpec) {
  const offers = toOffers(item);
  if (typeof offers === "string") return offers;
  return offers
    .filter(
      (offer) =>
        offer.instanceType === spec.instanceType &&
        offer.gpuCount === spec.gpuCount &&
        offer.region === spec.region &&
        offer.tier === spec.tier &&
        offer.pricingModel === spec.pricingModel,
    )
    .map((offer) => ({ item, offer }));
}
