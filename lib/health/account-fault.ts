import { isOutOfCredit } from "@/lib/provider-keys/out-of-credit";

/** What is wrong with an account at a provider, the gravest first; keys of `healthFaults`. */
export type AccountFault = "key-refused" | "no-credit" | "api-down";

const UNLISTED_MS = 5 * 60_000;
const REFUSED_MS = 30 * 60_000;

/** What is known of an account. */
export interface AccountSight {
  readonly providerId: string;
  readonly state: string;
  readonly hasMachines: boolean;
  readonly listFailure: string | null;
  /** When its machines were last listed, or the key was added. */
  readonly listedAt: Date;
  /** In millionths of its currency; `null`: the provider does not tell. */
  readonly balanceMicros: bigint | null;
  readonly balanceAt: Date | null;
  /** When a machine last could not begin for want of credit. */
  readonly creditRefusedAt: Date | null;
}

/**
 * What is wrong with an account at `now`, and since when at least; `null`: nothing. An account that
 * could not be listed now and then is no trouble yet. Pure.
 */
export function accountFault(
  sight: AccountSight,
  now: Date,
): { readonly fault: AccountFault; readonly since: Date } | null {
  const { state, hasMachines, listFailure, listedAt, balanceAt } = sight;
  if (state === "removed") return null;
  if (state === "refused") return { fault: "key-refused", since: now };
  const refusedAt = creditRefused(sight, now);
  if (refusedAt) return { fault: "no-credit", since: refusedAt };
  if (hasMachines && isOutOfCredit(sight)) {
    return { fault: "no-credit", since: balanceAt ?? now };
  }
  const isUnlisted = hasMachines && listFailure !== null && isOlder(listedAt, UNLISTED_MS, now);
  return isUnlisted ? { fault: "api-down", since: listedAt } : null;
}

/** Refused a moment ago, and no credit was seen since. */
function creditRefused({ creditRefusedAt, balanceMicros, balanceAt }: AccountSight, now: Date) {
  if (creditRefusedAt === null || isOlder(creditRefusedAt, REFUSED_MS, now)) return null;
  const isPaidSince =
    balanceMicros !== null && balanceMicros > 0n && isAfter(balanceAt, creditRefusedAt);
  return isPaidSince ? null : creditRefusedAt;
}

const isAfter = (one: Date | null, other: Date) => one !== null && one > other;
const isOlder = (at: Date, ms: number, now: Date) => now.getTime() - at.getTime() >= ms;
