/** What a person has wished of one deployment, as far as the promises need to know. */
export interface Wished {
  readonly id: string;
  /** Its end was asked for: for good. */
  isEnding: boolean;
  /** From here on nothing may be bought for it: it was told to stop or to end, or got dearer. */
  noPurchaseAfter: Date | null;
}

/** The small model the product is held against. */
export interface Model {
  readonly deployments: Wished[];
}

export const newModel = (): Model => ({ deployments: [] });

/** No purchase is made from now on, unless that was so before. */
export function forbid(wished: Wished, at: Date): void {
  wished.noPurchaseAfter ??= at;
}
