import type { LaunchInput } from "@/lib/deployments/schema";
import { AppError } from "@/lib/errors";
import { type Micros, microsToDecimal } from "@/lib/money";
import { compareQuote, pricePerHourFor } from "@/lib/prices/compare-quote";
import { findOffer } from "@/lib/prices/queries";
import type { OfferView } from "@/lib/prices/types";
import type { Capabilities } from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";

/** An offer as it stands, at a price not above what the person agreed to. */
export interface BoughtOffer {
  readonly offer: OfferView;
  readonly perHourMicros: Micros;
  readonly capabilities: Capabilities;
}

/**
 * Checks the offer anew before anything is asked for. Throws `conflict` with `offer-gone`,
 * `offer-sold-out`, `offer-stale` or `offer-dearer` (values `quoted` and `now`), and `invalid` for
 * a number of GPUs that is not sold.
 */
export async function requireOffer(input: LaunchInput, now: Date): Promise<BoughtOffer> {
  const offer = await findOffer(input.offerId, now);
  if (!offer || offer.vanished) throw new AppError("conflict", "offer-gone");
  const capabilities = findProviderMeta(offer.providerId)?.capabilities;
  if (!capabilities) throw new AppError("conflict", "offer-not-launchable");
  if (offer.freshness === "hidden" || offer.freshness === "old") {
    throw new AppError("conflict", "offer-stale");
  }
  if (offer.availability === "unavailable") throw new AppError("conflict", "offer-sold-out");
  if (!offer.isLaunchable) throw new AppError("conflict", "offer-not-launchable");
  const perHourMicros = pricePerHourFor(offer, input.count);
  if (perHourMicros === null) {
    throw new AppError("invalid", "invalid", { fields: { count: "count-range" } });
  }
  const quote = { pricePerHour: input.quotedPerHour, gpuCount: input.count };
  if (compareQuote(quote, offer) === "dearer") {
    throw new AppError("conflict", "offer-dearer", {
      values: { quoted: input.quotedPerHour, now: microsToDecimal(perHourMicros) },
    });
  }
  return { offer, perHourMicros, capabilities };
}
