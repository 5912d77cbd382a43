/** A pod's own volume, in micro-dollars per GB and month, from RunPod's price page. */
export const DISK_RUNNING_PER_GB_MONTH = 100_000n;
export const DISK_STOPPED_PER_GB_MONTH = 200_000n;
