import type { LaunchSpec } from "../contract";
import { ProviderError } from "../errors";
import { readEach } from "../read-rows";
import { requireAgreed } from "../require-agreed";
import { toOffers } from "./map";
import { type AvailabilityItem, availabilityItem } from "./wire";

/**
 * The row that a launch copies, as it is listed now: the cheapest that is the offer agreed to. Throws
 * `no-capacity` where none is left, `invalid-request` where its name is that of two kinds of GPU, sold
 * out or not, and `conflict` where it costs more than was agreed to.
 */
export function rowToBuy(rows: readonly unknown[], spec: LaunchSpec): AvailabilityItem {
  const { found } = readEach(rows, availabilityItem, (item) => matching(item, spec));
  if (new Set(found.map(({ offer }) => offer.gpuSpelling)).size > 1) {
    throw new ProviderError("invalid-request", { detail: "two kinds of GPU under one name" });
  }
  const [best] = found
    .filter(({ offer }) => offer.availability !== "unavailable")
    .toSorted((a, b) => Number(a.offer.pricePerHourMicros - b.offer.pricePerHourMicros));
  if (!best) throw new ProviderError("no-capacity", { detail: "nothing like it is left" });
  requireAgreed(best.offer.pricePerHourMicros, spec, best.offer.currency);
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
