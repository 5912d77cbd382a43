/** Volumes that stay at a provider and go on being billed there. */
export interface VolumesOn {
  readonly count: number;
  /** Some of them. */
  readonly names: readonly string[];
  /** What those whose price is known cost a month, in decimal dollars. */
  readonly perMonth: string;
  /** How many have no known price. */
  readonly unpriced: number;
}
