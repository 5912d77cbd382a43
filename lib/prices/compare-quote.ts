import { divideHalfEven, type Micros, microsFromDecimal } from "@/lib/money";
import type { OfferView } from "./types";

export type QuoteVerdict = "same" | "cheaper" | "dearer" | "gone";

/** What an offer costs per hour for a number of GPUs; `null` for a count it does not sell. */
export function pricePerHourFor(
  offer: Pick<OfferView, "gpuCount" | "maxGpuCount" | "pricePerHour">,
  gpuCount: number,
): Micros | null {
  const price = microsFromDecimal(offer.pricePerHour);
  const isOneOf = Number.isInteger(gpuCount) && gpuCount > 0 && gpuCount <= offer.maxGpuCount;
  if (price === null || !isOneOf || gpuCount % offer.gpuCount !== 0) return null;
  return divideHalfEven(price * BigInt(gpuCount), BigInt(offer.gpuCount));
}

/**
 * Compares the price somebody agreed to with the offer as it stands now. `gone`: off the list,
 * sold out, not seen for a day, or not sold in that count.
 */
export function compareQuote(
  quote: { readonly pricePerHour: string; readonly gpuCount: number },
  offer: OfferView | null,
): QuoteVerdict {
  if (!offer || offer.vanished || offer.freshness === "hidden") return "gone";
  if (offer.availability === "unavailable") return "gone";
  const now = pricePerHourFor(offer, quote.gpuCount);
  const then = microsFromDecimal(quote.pricePerHour);
  if (now === null || then === null) return "gone";
  if (now === then) return "same";
  return now < then ? "cheaper" : "dearer";
}
