import Stripe from "stripe";

/** How far a signature's time may be from ours, both ways. */
const TOLERANCE_S = 300;

/**
 * Whether these bytes were signed by Stripe with our secret not long before or after `now`. The
 * client itself lets any time in the future pass, so that is looked at here (BILLING T2).
 */
export function isSignedByStripe(
  body: Uint8Array,
  signature: string,
  { secret, now }: { readonly secret: string; readonly now: Date },
): boolean {
  if (signedAtS(signature) > now.getTime() / 1_000 + TOLERANCE_S) return false;
  try {
    const { signature: checker } = Stripe.webhooks;
    return (
      checker?.verifyHeader(body, signature, secret, TOLERANCE_S, undefined, now.getTime()) ?? false
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

/** The latest of the times it names; one that names none never passes. */
function signedAtS(signature: string): number {
  const times = signature.split(",").flatMap((part) => {
    const [name, value] = part.trim().split("=");
    return name === "t" ? [Number(value)] : [];
  });
  return times.length > 0 && times.every(Number.isFinite)
    ? Math.max(...times)
    : Number.POSITIVE_INFINITY;
}
