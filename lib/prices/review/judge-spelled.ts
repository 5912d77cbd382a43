import type { Tx } from "@/lib/db";
import type { Offer } from "@/lib/generated/prisma/client";
import { pricingModels } from "@/lib/providers/contract";
import { latestRates } from "@/lib/rates/queries";
import { judgeAnew } from "../judge-offers";
import type { HeldReason } from "../quarantine";

/** What the offers of a spelling are from now on. */
export interface Reading {
  readonly spelling: string;
  /** 0 where the provider does not say. */
  readonly memoryGb: number;
  readonly gpuModel: string | null;
  readonly isSlice: boolean;
}

interface Verdict {
  readonly id: string;
  readonly heldReason: HeldReason | null;
}

/**
 * Judges the prices of all offers of a spelling as those of its model, beside the other offers of
 * their providers. To be asked before the rows have the model, or they would be their own market.
 */
export async function judgeSpelled(tx: Tx, reading: Reading): Promise<Verdict[]> {
  const { spelling, memoryGb } = reading;
  const isSpelled = ({ gpuSpelling, gpuMemoryGb }: Offer) =>
    gpuSpelling === spelling && (gpuMemoryGb ?? 0) === memoryGb;
  const spelled = (await tx.offer.findMany({ where: { gpuSpelling: spelling } })).filter(isSpelled);
  const verdicts: Verdict[] = [];
  const rates = await latestRates(tx);
  for (const [providerId, own] of Map.groupBy(spelled, (offer) => offer.providerId)) {
    const listed = await tx.offer.findMany({ where: { providerId, vanishedAt: null } });
    const others = listed.filter((offer) => !isSpelled(offer)).map(toJudge);
    const read = own.map((offer) => ({
      ...toJudge(offer),
      gpuModel: reading.gpuModel,
      isPartition: (offer.isToldSlice ?? offer.isPartition) || reading.isSlice,
    }));
    const judged = await judgeAnew(tx, { providerId, offers: [...read, ...others], rates });
    verdicts.push(
      ...judged.slice(0, read.length).map(({ id, heldReason }) => ({ id, heldReason })),
    );
  }
  return verdicts;
}

function toJudge(offer: Offer) {
  return {
    ...offer,
    key: offer.offerKey,
    pricingModel: pricingModels.find((one) => one === offer.pricingModel) ?? "reserved",
  };
}
