import { sql, type Tx } from "@/lib/db";
import { appendPricePoints, noteChange } from "../save-offers";
import { readSpellingRules, resolveGpu } from "../spelling-rules";
import { judgeSpelled, type Reading } from "./judge-spelled";

/** A spelling with the memory it was seen with; 0 where the provider does not say. */
interface Spelled {
  readonly spelling: string;
  readonly memoryGb: number;
}

/**
 * Reads every stored row with this spelling anew, by the rules as they are now: live offers, dated
 * prices and observations. The prices of live offers are judged anew, as those of the model. Answers
 * how many rows changed their model.
 */
export async function reread(tx: Tx, spelled: Spelled, now: Date): Promise<number> {
  const reading = await readSpelled(tx, spelled);
  const offers = await rereadOffers(tx, reading);
  const dated = await tx.$executeRaw`
    UPDATE reference_offer SET ${changes(reading, toldSlice)}
    WHERE ${isToChange(reading, toldSlice)}`;
  const observed = await tx.$executeRaw`
    UPDATE price_observation SET ${changes(reading, toldShare)}
    WHERE ${isToChange(reading, toldShare)}`;
  for (const providerId of new Set(offers.map((offer) => offer.providerId))) {
    await appendPricePoints(tx, { providerId, now });
  }
  await noteChange(tx);
  return offers.length + dated + observed;
}

async function readSpelled(tx: Tx, { spelling, memoryGb }: Spelled): Promise<Reading> {
  const rules = await readSpellingRules(tx);
  const gpu = resolveGpu({ spelling, memoryGb: memoryGb === 0 ? null : memoryGb }, rules);
  if (gpu.kind !== "model") return { spelling, memoryGb, gpuModel: null, isSlice: false };
  return { spelling, memoryGb, gpuModel: gpu.modelId, isSlice: gpu.partition !== null };
}

/** Whether a row's own data say slice, whatever was decided about its spelling. */
const toldSlice = sql`coalesce(is_told_slice, is_partition)`;
const toldShare = sql`(gpu_count IS NOT NULL AND gpu_count <> floor(gpu_count))`;

function changes({ gpuModel, isSlice }: Reading, told: typeof toldSlice) {
  return sql`gpu_model = ${gpuModel}::text, is_partition = ${told} OR ${isSlice}`;
}

function isToChange({ spelling, memoryGb, gpuModel, isSlice }: Reading, told: typeof toldSlice) {
  return sql`gpu_spelling = ${spelling} AND coalesce(gpu_memory_gb, 0) = ${memoryGb}
    AND (gpu_model IS DISTINCT FROM ${gpuModel}::text OR is_partition <> (${told} OR ${isSlice}))`;
}

async function rereadOffers(tx: Tx, reading: Reading): Promise<{ readonly providerId: string }[]> {
  const verdicts = JSON.stringify(await judgeSpelled(tx, reading));
  const isBelieved = sql`verdict."heldReason" IS NULL AND ${reading.gpuModel}::text IS NOT NULL`;
  return tx.$queryRaw<{ providerId: string }[]>`
    UPDATE offer SET ${changes(reading, toldSlice)}, held_reason = verdict."heldReason",
      believed_micros = CASE WHEN ${isBelieved} THEN price_per_hour_micros END,
      believed_at = CASE WHEN ${isBelieved} THEN observed_at END
    FROM json_to_recordset(${verdicts}::json) AS verdict (id text, "heldReason" text)
    WHERE offer.id = verdict.id AND ${isToChange(reading, toldSlice)}
    RETURNING provider_id AS "providerId"`;
}
