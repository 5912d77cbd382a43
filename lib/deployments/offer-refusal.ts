import type { Reason } from "@/lib/deployments/reasons";
import type { Deployment } from "@/lib/generated/prisma/client";
import { microsToDecimal } from "@/lib/money";
import { compareQuote, pricePerHourFor, type QuoteVerdict } from "@/lib/prices/compare-quote";
import { findOffer } from "@/lib/prices/queries";

/**
 * Why the offer may not be bought any more at the price agreed to and under the ceiling (disk not
 * counted in either), or `null` where it may.
 */
export async function offerRefusal(
  deployment: Pick<Deployment, "offerId" | "quotedPerHourMicros" | "maxPerHourMicros" | "gpuCount">,
  now: Date,
): Promise<Reason | null> {
  const offer = await findOffer(deployment.offerId, now);
  const quote = {
    pricePerHour: microsToDecimal(deployment.quotedPerHourMicros),
    gpuCount: deployment.gpuCount,
  };
  const perHourMicros = offer && pricePerHourFor(offer, deployment.gpuCount);
  const ceiling = deployment.maxPerHourMicros;
  if (perHourMicros && ceiling !== null && perHourMicros > ceiling) return "offer-dearer";
  return reasonOf[compareQuote(quote, offer)];
}

const reasonOf: Readonly<Record<QuoteVerdict, Reason | null>> = {
  gone: "offer-gone",
  dearer: "offer-dearer",
  same: null,
  cheaper: null,
};
