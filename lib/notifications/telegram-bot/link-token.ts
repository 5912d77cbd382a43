import { createHash, randomBytes } from "node:crypto";

/** Telegram passes on at most 64 signs of `A-Za-z0-9_-`; 32 random bytes are 43 of them. */
export function newLinkToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: whoever reads the table cannot link with it. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Whether a text has the form of a token. */
export function isLinkToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}
