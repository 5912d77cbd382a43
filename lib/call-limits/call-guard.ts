import { setTimeout as delay } from "node:timers/promises";
import { credentialMark } from "@/lib/call-limits/account-mark";
import { type BucketOwner, bucketsFor } from "@/lib/call-limits/buckets";
import { askProvider, noteProviderCall } from "@/lib/call-limits/provider-breaker";
import { drain, takeTurn } from "@/lib/call-limits/take-turn";
import { clock } from "@/lib/clock";
import { log } from "@/lib/log";
import type { CallGuard, Credentials, RateLimit } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";

/** A turn this near is waited for; one further off is somebody else's to wait for. */
const WAITED_MS = 2_000;
/**
 * Calls that take something paid away may be handed turns further ahead, where no read gets one:
 * however much is read, they go first.
 */
const ENDING_WAITED_MS = 10_000;
/** A process that asked or slept much longer than it meant to does not know any more what it was about. */
const OVERSLEPT_MS = 3_000;

export interface GuardSpec {
  readonly providerId: string;
  readonly credentials: Credentials;
  readonly limits: readonly RateLimit[];
  /** `ending`: it stops or ends a machine, so no breaker holds it up. */
  readonly purpose: "any" | "ending";
}

/**
 * Keeps a provider's limits and its breaker for every process of the installation, through the
 * database. A request that may not be sent now fails as `isUnsent`.
 */
export function callGuard(spec: GuardSpec): CallGuard {
  const { providerId, limits, purpose } = spec;
  const owner = { providerId, mark: credentialMark(providerId, spec.credentials) };
  const isEnding = purpose === "ending";
  return {
    async enter(request) {
      const fromMs = performance.now();
      const waitMs = await unsentOnTrouble(() => findTurn({ limits, owner, isEnding }, request));
      if (waitMs > 0) await delay(waitMs);
      if (performance.now() - fromMs > waitMs + OVERSLEPT_MS) throw unsent("rate-limited", 0);
    },
    async leave(failure, retryAfterMs = null) {
      try {
        const all = bucketsFor(limits, owner, { launches: true });
        if (failure === "rate-limited" && retryAfterMs) await drain(all, retryAfterMs);
        await noteProviderCall(providerId, failure, clock.now());
      } catch (error) {
        log.warn("end of a provider call was not counted", { providerId, error: String(error) });
      }
    },
  };
}

interface Gate {
  readonly limits: readonly RateLimit[];
  readonly owner: BucketOwner;
  readonly isEnding: boolean;
}

/** The wait until the request's turn; throws where it is too far off or the provider is left alone. */
async function findTurn(
  { limits, owner, isEnding }: Gate,
  request: { readonly launches: boolean },
): Promise<number> {
  const mostWaitMs = isEnding ? ENDING_WAITED_MS : WAITED_MS;
  const turn = await takeTurn(bucketsFor(limits, owner, request), mostWaitMs);
  if (!turn.isTaken) throw unsent("rate-limited", turn.waitMs);
  if (isEnding) return turn.waitMs;
  const passage = await askProvider(owner.providerId, clock.now());
  if (passage.kind === "open") throw unsent("transient", passage.forMs);
  return turn.waitMs;
}

/** A limit that cannot be asked about keeps nobody in doubt: the request was not sent. */
async function unsentOnTrouble<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError("transient", { detail: "limits not readable", isUnsent: true });
  }
}

function unsent(kind: "rate-limited" | "transient", retryAfterMs: number): ProviderError {
  const detail = kind === "transient" ? "left alone after many failures" : "our own limit";
  return new ProviderError(kind, { detail, retryAfterMs, isUnsent: true });
}
