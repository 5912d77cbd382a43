import { Secret, TOTP } from "otpauth";
import { openSecret, type SealedSecret, sealSecret } from "@/lib/secret-box";

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** Format of what is sealed; grows when the sealed text changes its shape. */
const VERSION = 1;

const bindingOf = (userId: string) => `totp|${userId}|${VERSION}`;

/** A new secret for an authenticator app, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** Seals a secret for the one person it belongs to. */
export function sealTotp(secret: string, userId: string): SealedSecret {
  return sealSecret(secret, bindingOf(userId));
}

/** Opens a person's secret; throws where the row was changed or belongs to somebody else. */
export function openTotp(sealed: SealedSecret, userId: string): string {
  return openSecret(sealed, bindingOf(userId));
}

/** The address an authenticator app reads from a QR code. */
export function totpUri(secret: string, label: string): string {
  return of(secret, label).toString();
}

/**
 * The half minute a code belongs to, or null for a wrong one. One half minute before and after the
 * device's own is taken, for clocks that run apart (RFC 6238, 5.2).
 */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const delta = of(secret, "").validate({ token: code, timestamp: at.getTime(), window: 1 });
  if (delta === null) return null;
  return Math.floor(at.getTime() / 1_000 / PERIOD_SECONDS) + delta;
}

function of(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: "ComputeHub",
    label,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
  });
}
