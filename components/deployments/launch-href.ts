/** The launch page of an offer; it remembers the price that was seen, to say when it moved. */
export function launchHref(offer: {
  readonly id: string;
  readonly pricePerGpuHour: string;
}): string {
  const query = new URLSearchParams({ offer: offer.id, price: offer.pricePerGpuHour });
  return `/dashboard/deployments/new?${query}`;
}
