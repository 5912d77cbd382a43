import { db } from "@/lib/db";
import { providerAddress } from "./provider-address";

/** Where somebody who follows an offer goes. */
export type Visit =
  | { readonly kind: "provider"; readonly url: string }
  /** The offer is not sold any more; `modelId` is null where nobody knows what it was. */
  | { readonly kind: "gone"; readonly modelId: string | null };

interface VisitOptions {
  readonly now: Date;
  /** Whether a person follows the link now, and not a machine that looks ahead. */
  readonly isCounted: boolean;
}

/**
 * Finds the provider's own page for an offer and counts the visit by day, provider and GPU: how
 * many, never who.
 */
export async function visitOffer(id: string, { now, isCounted }: VisitOptions): Promise<Visit> {
  const offer = await db().offer.findUnique({
    where: { id },
    select: { providerId: true, gpuModel: true, vanishedAt: true, heldReason: true },
  });
  if (!offer) return { kind: "gone", modelId: null };
  const url = providerAddress(offer.providerId);
  if (url === null || offer.vanishedAt !== null || offer.heldReason !== null) {
    return { kind: "gone", modelId: offer.gpuModel };
  }
  if (isCounted) await countVisit(offer, now);
  return { kind: "provider", url };
}

async function countVisit(
  { providerId, gpuModel }: { readonly providerId: string; readonly gpuModel: string | null },
  now: Date,
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO offer_visit (day, provider_id, gpu_model, count)
    VALUES (${now}::date, ${providerId}, ${gpuModel ?? ""}, 1)
    ON CONFLICT (day, provider_id, gpu_model) DO UPDATE SET count = offer_visit.count + 1`;
}
