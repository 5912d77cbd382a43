import type { Reason } from "@/lib/deployments/reasons";
import { runningDiskPerHour } from "@/lib/deployments/usage-rate";
import type { Deployment } from "@/lib/generated/prisma/client";
import { type Micros, microsToDecimal } from "@/lib/money";
import { compareQuote, pricePerHourFor, type QuoteVerdict } from "@/lib/prices/compare-quote";
import { findOffer } from "@/lib/prices/queries";
import { findProviderMeta } from "@/lib/providers/meta";

/**
 * Why the offer may not be bought any more at the price agreed to (disk not counted) and under the
 * ceiling (disk counted), or `null` where it may.
 */
export async function offerRefusal(
  deployment: Pick<
    Deployment,
    "offerId" | "quotedPerHourMicros" | "maxPerHourMicros" | "gpuCount" | "providerId" | "diskGb"
  >,
  now: Date,
): Promise<Reason | null> {
  const offer = await findOffer(deployment.offerId, now);
  const quote = {
    pricePerHour: microsToDecimal(deployment.quotedPerHourMicros),
    gpuCount: deployment.gpuCount,
  };
  const perHourMicros = offer && pricePerHourFor(offer, deployment.gpuCount);
  const ceiling = deployment.maxPerHourMicros;
  if (perHourMicros && ceiling !== null && perHourMicros + diskPerHour(deployment) > ceiling) {
    return "offer-dearer";
  }
  return reasonOf[compareQuote(quote, offer)];
}

/** The disk it will have: the one asked for, else the provider's usual one. */
function diskPerHour({ providerId, diskGb }: Pick<Deployment, "providerId" | "diskGb">): Micros {
  const capabilities = findProviderMeta(providerId)?.capabilities;
  if (!capabilities) return 0n;
  return runningDiskPerHour(capabilities, diskGb ?? capabilities.diskGb?.default ?? null);
}

const reasonOf: Readonly<Record<QuoteVerdict, Reason | null>> = {
  gone: "offer-gone",
  dearer: "offer-dearer",
  same: null,
  cheaper: null,
};
