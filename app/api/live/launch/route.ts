import type { NextRequest } from "next/server";
import { isGone, type LaunchData } from "@/components/deployments/launch-data";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { microsToDecimal } from "@/lib/money";
import { pricePerHourFor } from "@/lib/prices/compare-quote";
import { findOffer, gpuPage } from "@/lib/prices/queries";
import type { OfferView } from "@/lib/prices/types";
import { listKeys } from "@/lib/provider-keys/queries";
import { findProviderMeta } from "@/lib/providers/meta";
import { listVolumes } from "@/lib/volumes/queries";
import type { VolumeView } from "@/lib/volumes/schema";
import { liveAnswer } from "../live-answer";

const MOST_INSTEAD = 3;

/** An offer as it stands now, with what the launch form needs beside it. */
export function GET(request: NextRequest): Promise<Response> {
  const id = request.nextUrl.searchParams.get("offer") ?? "";
  return liveAnswer<LaunchData>(async (scope) => {
    const now = clock.now();
    const offer = await findOffer(id, now);
    if (!offer) return { offer, counts: [], keys: [], volumes: [], instead: [] };
    const [keys, volumes, instead] = await Promise.all([
      listKeys(scope, { providerId: offer.providerId }),
      volumesFor(scope, offer),
      insteadOf(offer, now),
    ]);
    return { offer, counts: countsOf(offer), keys, volumes, instead };
  });
}

function countsOf(offer: OfferView): LaunchData["counts"] {
  return Array.from({ length: offer.maxGpuCount }, (_, index) => index + 1).flatMap((count) => {
    const price = pricePerHourFor(offer, count);
    return price === null ? [] : [{ count, pricePerHour: microsToDecimal(price) }];
  });
}

async function volumesFor(scope: TeamScope, offer: OfferView): Promise<VolumeView[]> {
  const capabilities = findProviderMeta(offer.providerId)?.capabilities;
  if (capabilities?.volumes !== "at-launch") return [];
  const tiers = capabilities.withVolume?.tiers;
  if (tiers && !tiers.includes(offer.tier ?? "")) return [];
  const { volumes } = await listVolumes(scope);
  return volumes.filter(({ providerId, wish }) => providerId === offer.providerId && wish === null);
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
