/**
 * A volume, attached or not, in micro-dollars per GB and month: the known list price. The API tells
 * none, and no document at hand confirms it.
 */
export const VOLUME_PER_GB_MONTH = 100_000n;
