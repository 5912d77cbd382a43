import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

const DIGITS = 8;

/** The digits to mail for a token. They are derived from its id and stored nowhere. */
export function mailCode(tokenId: string): string {
  const bytes = createHmac("sha256", env.AUTH_SECRET).update(`mail-code|${tokenId}`).digest();
  const number = bytes.readBigUInt64BE() % 10n ** BigInt(DIGITS);
  return String(number).padStart(DIGITS, "0");
}

/** Whether digits typed by a person are those mailed for the token. */
export function isMailCode(tokenId: string, typed: string): boolean {
  const [wanted, given] = [Buffer.from(mailCode(tokenId)), Buffer.from(typed)];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
