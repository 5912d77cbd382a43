import type { CallResult } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import type { Outcome } from "@/lib/operations/work";

const LEAST_WAIT_MS = 50;
const UNREACHABLE_WAIT_MS = 5_000;

/**
 * The call surely never reached the provider: the very same one, with its intent and key, is sent
 * later. There is nothing to look for.
 */
export function waitUnsent({
  call,
  error,
}: Extract<CallResult<unknown>, { kind: "failed" }>): Outcome {
  const isOurLimit = error.kind === "rate-limited";
  const forMs = error.retryAfterMs ?? (isOurLimit ? 0 : paced(UNREACHABLE_WAIT_MS));
  return {
    kind: "wait",
    forMs: Math.max(LEAST_WAIT_MS, forMs),
    reason: isOurLimit ? "throttled" : "provider-unreachable",
    point: "unsent",
    write: async (tx) => {
      await tx.providerCall.update({
        where: { id: call.id },
        data: { status: "INTENT", sentAt: null },
      });
    },
  };
}
