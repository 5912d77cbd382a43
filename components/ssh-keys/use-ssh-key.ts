"use client";

import { useState } from "react";
import { useLive } from "@/components/console/use-live";
import type { SshKeyView } from "@/lib/ssh-keys/schema";

export interface SshKeyChoice {
  /** What stands in the field; at first the start, else the kept key that was used last. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The person's kept keys. */
  readonly keys: readonly SshKeyView[];
}

/** The public key that goes on the machine: one of the person's kept ones, or any other. */
export function useSshKey(start: string | null): SshKeyChoice {
  const live = useLive<SshKeyView[]>("ssh-keys");
  const [typed, onChange] = useState<string | null>(start);
  const keys = live.data ?? [];
  return { value: typed ?? keys[0]?.publicKey ?? "", onChange, keys };
}
