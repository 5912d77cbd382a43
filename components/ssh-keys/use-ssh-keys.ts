"use client";

import { useState } from "react";
import { useLive } from "@/components/console/use-live";
import type { SshKeyView } from "@/lib/ssh-keys/schema";
import type { Beginning } from "@/lib/templates/schema";

export interface SshKeysChoice {
  /** What stands in the field, one key a line. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Kept keys, the person's and the team's. */
  readonly kept: readonly SshKeyView[];
}

/**
 * The public keys that go on the machine: kept ones, or any others. `null` begins with the person's
 * key that was used last.
 */
export function useSshKeys(start: readonly string[] | null): SshKeysChoice {
  const live = useLive<SshKeyView[]>("ssh-keys");
  const [typed, onChange] = useState(start?.join("\n"));
  const kept = live.data ?? [];
  const own = kept.find(({ isMine }) => isMine);
  return { value: typed ?? own?.publicKey ?? "", onChange, kept };
}

/** The keys that a template brings; `null` where it leaves them to whoever launches. */
export function keysOf(start: Beginning | null): readonly string[] | null {
  return start && start.sshPublicKeys.length > 0 ? start.sshPublicKeys : null;
}
