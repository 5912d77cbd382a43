import type { CallContext, CallGuard } from "@/lib/providers/contract";
import { paidCallVerdict } from "@/lib/providers/errors";

export interface LaunchWatch {
  readonly context: CallContext;
  /** A machine may have been made, whatever the last request ended with. */
  mayHaveLaunched(): boolean;
}

/**
 * Watches the requests an adapter makes for one call, one after the other. Once a request that may
 * have made a machine was followed by another, a failure of the later one says nothing about the
 * first, even where the later one was refused or surely not sent.
 */
export function watchLaunch(context: CallContext): LaunchWatch {
  const seen = { isLaunch: false, launched: false, followed: false };
  const guard: CallGuard = {
    async enter(request) {
      seen.followed = seen.launched;
      await context.guard?.enter(request);
      seen.isLaunch = request.launches;
      seen.launched ||= request.launches;
    },
    async leave(failure, retryAfterMs) {
      if (seen.isLaunch && failure !== null) {
        seen.launched = paidCallVerdict({ kind: failure }) === "ambiguous";
      }
      await context.guard?.leave(failure, retryAfterMs);
    },
  };
  return { context: { ...context, guard }, mayHaveLaunched: () => seen.followed };
}
