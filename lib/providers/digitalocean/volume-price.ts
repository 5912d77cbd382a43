/** A volume, attached or not, in micro-dollars per GB and month, from DigitalOcean's price page. */
export const VOLUME_PER_GB_MONTH = 100_000n;
