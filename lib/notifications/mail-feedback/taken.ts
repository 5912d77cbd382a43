/** What comes of a post about mails. */
export type Taken = "taken" | "refused" | "malformed" | "not-set-up";

/** Accounts keep their addresses in this form. */
export function typedAddress(text: string): string {
  const [, inside] = /<([^>]+)>\s*$/.exec(text) ?? [];
  return (inside ?? text).trim().toLowerCase();
}

/** Both services go on telling for a day; what is older somebody has kept and posts again. */
const TOLD_WITHIN_MS = 2 * 86_400_000;

/** Whether a post was signed of late. */
export function isRecent(signedAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - signedAt.getTime()) < TOLD_WITHIN_MS;
}

/** What a text says as JSON; `null` for what is none. */
export function readJson(text: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof text === "string" ? text : Buffer.from(text).toString("utf8"));
  } catch {
    return null;
  }
}
