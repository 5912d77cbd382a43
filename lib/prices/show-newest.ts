/**
 * Of a price that both the seed and an import tell, only the row of the newer day is shown; of one
 * day, the import's. The same price is that of a provider, offer, model, number of cards, region and
 * pricing model. For whoever has just changed `reference_offer`, in the same transaction.
 */
export const showNewestSql = `
  WITH hidden AS (
    SELECT CASE WHEN seed.observed_on > import.observed_on THEN import.id ELSE seed.id END AS id
    FROM reference_offer seed JOIN reference_offer import
      ON seed.origin = 'seed' AND import.origin = 'import'
      AND import.provider_id = seed.provider_id
      AND import.pricing_model = seed.pricing_model
      AND import.gpu_count = seed.gpu_count
      AND import.is_partition = seed.is_partition
      AND coalesce(import.instance_type, '') = coalesce(seed.instance_type, '')
      AND coalesce(import.gpu_model, import.gpu_spelling) =
        coalesce(seed.gpu_model, seed.gpu_spelling)
      AND coalesce(import.region, '') = coalesce(seed.region, '')
  )
  UPDATE reference_offer SET is_shown = NOT is_shown
  WHERE is_shown = (id IN (SELECT id FROM hidden))`;

/** Held to the end of the transaction by whoever replaces dated prices: ids follow the highest one. */
export const lockReferenceSql = "SELECT pg_advisory_xact_lock(hashtext('prices:reference'))";
