import type { NetFailureKind } from "@/lib/net/net-failure";

export type SshFailureKind =
  | NetFailureKind
  /** It answered, and did not take our key. */
  | "key-refused"
  /** It showed another host key than the one it is known by; nothing was said to it. */
  | "host-key-changed";

/** Why a script was not run to its end; carries nothing the other side said. */
export class SshFailure extends Error {
  readonly kind: SshFailureKind;
  /** The key it showed, where that is what is wrong. */
  readonly hostKey: string | null;

  constructor(kind: SshFailureKind, hostKey: string | null = null) {
    super(`no script run: ${kind}`);
    this.name = "SshFailure";
    this.kind = kind;
    this.hostKey = hostKey;
  }
}
