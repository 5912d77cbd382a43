/** What the words of the command palette lead to, besides pages and acts. */
export interface FoundThings {
  readonly machines: readonly {
    readonly id: string;
    readonly name: string;
    readonly providerName: string;
    readonly isOver: boolean;
  }[];
  readonly keys: readonly {
    readonly id: string;
    readonly name: string;
    readonly providerName: string;
    readonly lastFour: string;
  }[];
  readonly gpus: readonly { readonly id: string; readonly name: string }[];
}
