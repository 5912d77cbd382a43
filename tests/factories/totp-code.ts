import { Secret, TOTP } from "otpauth";

const PERIOD_MS = 30_000;

/** The code an authenticator app shows, so many half minutes from now. */
export function codeOf(secret: string, halfMinutes = 0): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  return app.generate({ timestamp: Date.now() + halfMinutes * PERIOD_MS });
}
