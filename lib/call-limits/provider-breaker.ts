import { askPassage, type BreakerRule, noteOutcome, type Passage } from "@/lib/call-limits/breaker";
import type { ProviderErrorKind } from "@/lib/providers/errors";

const FEWEST_CALLS = 20;

/** Over half of at least twenty calls of the last minute got no clear answer. */
const rule: BreakerRule = {
  windowMs: 60_000,
  openMs: 60_000,
  isTripped: ({ calls, failures }) => calls >= FEWEST_CALLS && failures * 2 > calls,
};

const breakerId = (providerId: string) => `provider:${providerId}`;

/** Whether a provider is called now, or left alone because it keeps failing. */
export function askProvider(providerId: string, now: Date): Promise<Passage> {
  return askPassage(null, breakerId(providerId), now);
}

/** Counts how a call to a provider ended; a refusal it understood is no failure of its own. */
export function noteProviderCall(
  providerId: string,
  failure: ProviderErrorKind | null,
  now: Date,
): Promise<void> {
  const failed = failure === "transient" || failure === "ambiguous";
  return noteOutcome(null, { id: breakerId(providerId), rule, failed, now });
}
