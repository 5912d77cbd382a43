import { personOfScope, type Scope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";

/** For so long after signing in or confirming, nobody is asked again. */
export const FRESH_MINUTES = 15;

/** Until when a session is fresh that was opened or confirmed at `provedAt`. */
export function freshUntil(provedAt: Date): Date {
  return new Date(provedAt.getTime() + FRESH_MINUTES * 60_000);
}

/**
 * Refuses with `confirm-needed` where the person neither signed in nor confirmed a moment ago: a
 * browser left open, or a stolen cookie, shall not change what guards money and accounts.
 */
export function requireFresh(scope: Scope): void {
  const { freshUntil: until } = personOfScope(scope);
  if (until === undefined || until <= clock.now()) {
    throw new AppError("forbidden", "confirm-needed");
  }
}
