import type { NextRequest } from "next/server";
import { isGone, type LaunchData } from "@/components/deployments/launch-data";
import { clock } from "@/lib/clock";
import { microsToDecimal } from "@/lib/money";
import { pricePerHourFor } from "@/lib/prices/compare-quote";
import { findOffer, gpuPage } from "@/lib/prices/queries";
import type { OfferView } from "@/lib/prices/types";
import { listKeys } from "@/lib/provider-keys/queries";
import { liveAnswer } from "../live-answer";

const MOST_INSTEAD = 3;

/** An offer as it stands now, with what the launch form needs beside it. */
export function GET(request: NextRequest): Promise<Response> {
  const id = request.nextUrl.searchParams.get("offer") ?? "";
  return liveAnswer<LaunchData>(async (scope) => {
    const now = clock.now();
    const offer = await findOffer(id, now);
    if (!offer) return { offer, counts: [], keys: [], instead: [] };
    const [keys, instead] = await Promise.all([
      listKeys(scope, { providerId: offer.providerId }),
      insteadOf(offer, now),
    ]);
    return { offer, counts: countsOf(offer), keys, instead };
  });
}

function countsOf(offer: OfferView): LaunchData["counts"] {
  return Array.from({ length: offer.maxGpuCount }, (_, index) => index + 1).flatMap((count) => {
    const price = pricePerHourFor(offer, count);
    return price === null ? [] : [{ count, pricePerHour: microsToDecimal(price) }];
  });
}

async function insteadOf(offer: OfferView, now: Date): Promise<OfferView[]> {
  const isNeeded = isGone(offer) || offer.availability === "unavailable";
  if (!isNeeded || offer.modelId === null) return [];
  const page = await gpuPage(offer.modelId, now);
  return (page?.offers ?? [])
    .filter(
      (other) =>
        other.id !== offer.id &&
        other.isLaunchable &&
        other.pricingModel === offer.pricingModel &&
        other.availability !== "unavailable" &&
        !isGone(other),
    )
    .slice(0, MOST_INSTEAD);
}
