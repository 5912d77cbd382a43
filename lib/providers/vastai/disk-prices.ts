/** The disk that every listed price holds, in GB; the provider's own default. */
export const LISTED_DISK_GB = 8;

/**
 * Hosts name their own price for disk. Asks above this one, in micro-dollars per GB and month, are
 * neither listed nor launched, so that no disk costs more than people were told.
 */
export const DEAREST_DISK_PER_GB_MONTH = 200_000n;
