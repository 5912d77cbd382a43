import { env } from "@/lib/env";
import type { RateLimit } from "@/lib/providers/contract";

/** One shared counter of calls that may still be made. */
export interface Bucket {
  readonly id: string;
  /** Most calls saved up. */
  readonly most: number;
  /** Calls that come back per millisecond. */
  readonly perMs: number;
}

export interface BucketOwner {
  readonly providerId: string;
  /** See `credentialMark`. */
  readonly mark: string;
}

/** The buckets a request draws from: all limits that count it, at the speed of this world. */
export function bucketsFor(
  limits: readonly RateLimit[],
  owner: BucketOwner,
  request: { readonly launches: boolean },
): Bucket[] {
  return limits
    .filter(({ of }) => of === "all-calls" || request.launches)
    .map((limit) => ({
      id: bucketId(limit, owner),
      most: limit.calls,
      perMs: (limit.calls / limit.everyMs) * env.PACE,
    }));
}

function bucketId({ per, of, everyMs }: RateLimit, { providerId, mark }: BucketOwner): string {
  const whose = per === "credential" ? mark : `${providerId}:address`;
  return `${whose}:${of}:${everyMs}`;
}
