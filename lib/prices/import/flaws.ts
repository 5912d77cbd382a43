/**
 * Rows whose price is true but not what the column says: kept as observations, but no reference
 * price is made of them. Gathered with the tables; the sources themselves do not say so.
 */
export const flawSql = `(
  source LIKE '%#aggregator'
  OR (provider_id = 'gcp' AND source ~ '^(adriannutiu|hemgo-lexsi|sooddvs)/')
  OR (provider_id = 'lambda' AND gpu_spelling LIKE 'A10G%')
)`;

/** The spot column of these rows holds what another tier of the provider costs. */
export const spotFlawSql = `(provider_id = 'runpod')`;
