const PER_FLIP = 1_000;
const HALF_LIFE_MS = 15 * 60_000;
const FLAPS_OVER = 2_500;
const CALM_UNDER = 750;

/** How often a machine's health turned of late: a score that halves every fifteen minutes. */
export interface Flap {
  readonly score: number;
  /** When the score was last written. */
  readonly at: Date;
  readonly isFlapping: boolean;
}

/** Of a machine that has not turned yet. */
export function steady(at: Date): Flap {
  return { score: 0, at, isFlapping: false };
}

/** The score at `now`; whoever flaps does so until it is well under the line that made it flap. Pure. */
export function fade({ score, at, isFlapping }: Flap, now: Date): Flap {
  const left = score * 0.5 ** (Math.max(0, now.getTime() - at.getTime()) / HALF_LIFE_MS);
  return { score: left, at: now, isFlapping: isFlapping && left >= CALM_UNDER };
}

/** The score after health turned once more at `now`. Pure. */
export function turn(flap: Flap, now: Date): Flap {
  const score = fade(flap, now).score + PER_FLIP;
  return { score, at: now, isFlapping: fade(flap, now).isFlapping || score > FLAPS_OVER };
}
