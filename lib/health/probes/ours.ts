import type { NetFailureKind } from "@/lib/net/net-failure";

const ours: ReadonlySet<NetFailureKind> = new Set(["blocked", "unresolved", "exhausted"]);

/** Whether a connection came to nothing for a reason of our own, which says nothing of a machine. */
export function isOurs(kind: NetFailureKind): boolean {
  return ours.has(kind);
}
