/** What can be done about a machine that is unwell, the mildest first. */
export const rungs = [
  "restart-workload",
  "reboot",
  "same-region",
  "other-region",
  "other-provider",
] as const;
export type Rung = (typeof rungs)[number];

/** Whether `one` goes further than `other`. */
export function isBeyond(one: Rung, other: Rung): boolean {
  return rungs.indexOf(one) > rungs.indexOf(other);
}

/** The rungs that make the machine anew. */
export function isRebuild(rung: Rung): boolean {
  return isBeyond(rung, "reboot");
}
