import type { OfferView } from "@/lib/prices/types";
import type { KeyView } from "@/lib/provider-keys/schema";
import type { VolumeView } from "@/lib/volumes/schema";

/** What the launch page reads again and again while it is open. */
export interface LaunchData {
  /** The offer as it stands now; null for an id nobody knows. */
  readonly offer: OfferView | null;
  /** GPU counts one may ask for, with the price of one machine per hour. */
  readonly counts: readonly { readonly count: number; readonly pricePerHour: string }[];
  /** The team's keys at the offer's provider. */
  readonly keys: readonly KeyView[];
  /** The volumes that may go with the machine, of all those keys; none where a launch takes none. */
  readonly volumes: readonly VolumeView[];
  /** The next cheapest offers of the same model that can be launched, where this one is gone. */
  readonly instead: readonly OfferView[];
}

/** Off the list, or not seen for so long that its price is not believed. */
export function isGone({ vanished, freshness }: OfferView): boolean {
  return vanished || freshness === "hidden" || freshness === "old";
}
