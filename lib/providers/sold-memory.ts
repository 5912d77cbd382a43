const MB_PER_GB = 1024;

/** Memory that GPUs are sold with, in GB. */
const sizes = [2, 3, 4, 5, 6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 64, 80, 94, 96, 128, 141, 180];

/** The smallest part of the sold memory that a driver reports, error correction taken off. */
const LEAST_PART = 0.92;

/**
 * The memory a GPU is sold with, in GB, from what its driver reports in MB: of an RTX 4090 one host
 * reports 24564 and another, with error correction on, 23028.
 */
export function soldMemoryGb(reportedMb: number): number {
  const reported = reportedMb / MB_PER_GB;
  const size = sizes.find((gb) => reported <= gb * 1.02);
  return size !== undefined && reported >= size * LEAST_PART ? size : Math.round(reported);
}
