import { sql, type Tx } from "@/lib/db";
import { appendPricePoints, noteChange } from "../save-offers";
import { readSpellingRules, resolveGpu } from "../spelling-rules";

/** A spelling with the memory it was seen with; 0 where the provider does not say. */
interface Spelled {
  readonly spelling: string;
  readonly memoryGb: number;
}

/**
 * Reads every stored row with this spelling anew, by the rules as they are now: live offers, dated
 * prices and observations. Answers how many rows changed their model.
 */
export async function reread(tx: Tx, { spelling, memoryGb }: Spelled, now: Date): Promise<number> {
  const rules = await readSpellingRules(tx);
  const gpu = resolveGpu({ spelling, memoryGb: memoryGb === 0 ? null : memoryGb }, rules);
  const model = gpu.kind === "model" ? gpu.modelId : null;
  const isSlice = gpu.kind === "model" && gpu.partition !== null;
  const change = sql`SET gpu_model = ${model}::text, is_partition = is_partition OR ${isSlice}
    WHERE gpu_spelling = ${spelling} AND coalesce(gpu_memory_gb, 0) = ${memoryGb}
      AND gpu_model IS DISTINCT FROM ${model}::text`;
  const offers = await tx.$queryRaw<{ providerId: string }[]>`
    UPDATE offer ${change} RETURNING provider_id AS "providerId"`;
  const dated = await tx.$executeRaw`UPDATE reference_offer ${change}`;
  const observed = await tx.$executeRaw`UPDATE price_observation ${change}`;
  for (const providerId of new Set(offers.map((offer) => offer.providerId))) {
    await appendPricePoints(tx, { providerId, now });
  }
  await noteChange(tx);
  return offers.length + dated + observed;
}
