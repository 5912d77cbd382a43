import { microsFromDecimal } from "@/lib/money";
import { providerMetas } from "@/lib/providers/meta";

/** A call at a provider that a fault can be put upon. */
export interface CallMatch {
  readonly method: string;
  readonly path: string;
}

export type CallName = "launch" | "terminate" | "stop" | "start" | "restart";

/** What the crash tests must know of a provider to rent there; one file makes it part of them. */
export interface RentedProvider {
  readonly id: string;
  readonly offer: {
    readonly instanceType: string;
    readonly region: string | null;
    readonly tier: string | null;
    readonly perHour: string;
  };
  /** What its launch form needs beside the offer. */
  readonly form: Readonly<Record<string, unknown>>;
  readonly calls: Readonly<Partial<Record<CallName, CallMatch>>>;
  /** Acts whose time nobody sees: meanwhile the machine is told as running. */
  readonly unseen?: readonly CallName[];
  /** It lets no second machine have the name of one that stands. */
  readonly hasUniqueNames?: true;
  /** A machine that does not boot is told as switched off, and so left for a person to decide. */
  readonly failsOff?: true;
  /** It ends no machine that is on its way up, so one that is given up meanwhile comes up soon. */
  readonly endsOnceMade?: true;
  /** Calls that one launch makes before it is refused for want of capacity; left out where one. */
  readonly launchTries?: number;
  /** It tells what it billed rounded to so much; left out where to the micro-dollar. */
  readonly billToldToMicros?: bigint;
  /** The answers that accept an act, for acts that are done only later. */
  readonly accepted: Readonly<
    Partial<Record<CallName, { readonly status: number; readonly body?: unknown }>>
  >;
}

/** A row of every provider that can be rented at, from `providers/<id>.ts`. */
export const rentedProviders: readonly RentedProvider[] = await Promise.all(
  providerMetas
    .filter(({ capabilities }) => capabilities !== null)
    .map(async ({ id }) => {
      const file: { rented: RentedProvider } = await import(`./providers/${id}.ts`);
      return file.rented;
    }),
);

/** The facts of an offer row. */
export function offerFacts({ id, offer }: RentedProvider) {
  return {
    providerId: id,
    instanceType: offer.instanceType,
    gpuCount: 1,
    maxGpuCount: 1,
    region: offer.region,
    tier: offer.tier,
    pricePerHourMicros: microsFromDecimal(offer.perHour) ?? 0n,
  };
}
