/** A run that failed once, as fast-check printed it. */
export interface KeptCase {
  readonly seed: number;
  readonly path: string;
  readonly replayPath: string;
}

export const keptCases: readonly KeptCase[] = [{ seed: 271_828, path: "263", replayPath: ":" }];
