import Stripe from "stripe";
import { STRIPE_API_VERSION } from "@/lib/billing/api-version";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** One call; with the one retry of the client a person waits at most twice that. */
const TIMEOUT_MS = 10_000;
const RETRIES = 1;

const held: { client?: Stripe } = {};

/**
 * The client of Stripe. Throws `provider: billing-off` on an installation without a key. Its retry
 * repeats the call's idempotency key, so that a lost answer makes nothing twice.
 */
export function stripe(): Stripe {
  held.client ??= connect();
  return held.client;
}

/** Whether this installation has a key of Stripe at all. */
export function isBillingOn(): boolean {
  return env.STRIPE_SECRET_KEY !== undefined;
}

function connect(): Stripe {
  if (!env.STRIPE_SECRET_KEY) throw new AppError("provider", "billing-off");
  return new Stripe(env.STRIPE_SECRET_KEY, {
    apiVersion: STRIPE_API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(env.STRIPE_API_URL && addressOf(new URL(env.STRIPE_API_URL))),
  });
}

function addressOf({ hostname, port, protocol }: URL) {
  const scheme = protocol === "http:" ? "http" : "https";
  return {
    host: hostname,
    port: port || (scheme === "http" ? 80 : 443),
    protocol: scheme,
  } as const;
}
