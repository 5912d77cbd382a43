import Stripe from "stripe";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

/**
 * Makes a call of Stripe for a person: its failure becomes an `AppError` with a sentence. `provider`:
 * unreachable, busy or refused; `invalid: payment-declined` with the bank's reason; `conflict` where
 * an idempotency key was used for something else, which is a fault of ours and logged.
 */
export async function askStripe<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toAppError(error);
  }
}

/** What a failed call of Stripe says to a person; anything else is answered as it is. */
export function toAppError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { type, code, statusCode, requestId } = error;
  if (error instanceof Stripe.errors.StripeCardError) {
    const reason = error.decline_code ?? code ?? "generic_decline";
    return new AppError("invalid", "payment-declined", { values: { reason }, cause: error });
  }
  if (isPassing(error)) return new AppError("provider", "billing-unreachable", { cause: error });
  if (error instanceof Stripe.errors.StripeRateLimitError || isBusy(code)) {
    return new AppError("provider", "billing-busy", { cause: error });
  }
  log.error("stripe refused a call", { type, code, statusCode, requestId, error: error.message });
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return new AppError("conflict", "billing-key-reused", { cause: error });
  }
  return new AppError("provider", "billing-refused", { cause: error });
}

/** The same thing, or the same call, is still being worked on. */
function isBusy(code: string | undefined): boolean {
  return code === "lock_timeout" || code === "idempotency_key_in_use";
}

/** Whether Stripe says that there is no such thing (any more). */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.code === "resource_missing";
}

/** Whether Stripe refused the call itself: made again as it is, it would be refused again. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeIdempotencyError
  );
}

/** Nobody knows whether the call arrived, or Stripe itself failed: the same call may be made again. */
function isPassing(error: Stripe.errors.StripeError): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError
  );
}

/** Whether a failure is Stripe's or the way's, and says nothing about what was asked. */
export function isWorthRetrying(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    (isPassing(error) || error instanceof Stripe.errors.StripeRateLimitError)
  );
}
