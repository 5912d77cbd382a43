import type { KeyView } from "@/lib/provider-keys/schema";
import type { VolumesOn } from "@/lib/provider-keys/types";

/** The machines that hang on a key: how many, and some of them by name. */
export interface LiveKeyUse {
  readonly count: number;
  readonly machines: readonly { readonly id: string; readonly name: string }[];
}

/** The team's keys with the machines that hang on each. */
export interface LiveKeys {
  readonly keys: readonly KeyView[];
  /** By the key's id; a key without machines is left out. */
  readonly uses: Readonly<Record<string, LiveKeyUse>>;
  /** The volumes of each key's account; a key without any is left out. */
  readonly volumes: Readonly<Record<string, VolumesOn>>;
  /** How many may be active on the team's tier; null: as many as one likes. */
  readonly most: number | null;
}
