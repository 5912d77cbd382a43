import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";

export const linkPurposes = ["verify", "reset", "alert", "invite", "email", "notices"] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

const pages: Readonly<Record<LinkPurpose, string>> = {
  verify: "/verify",
  reset: "/reset-password",
  alert: "/alert",
  invite: "/accept-invite",
  email: "/change-email",
  notices: "/unsubscribe",
};

function secretOf(purpose: LinkPurpose, tokenId: string): string {
  return createHmac("sha256", env.AUTH_SECRET)
    .update(`mail-link|${purpose}|${tokenId}`)
    .digest("base64url");
}

/** The whole address to mail. Its secret part is derived from the id and stored nowhere. */
export function mailLink(purpose: LinkPurpose, tokenId: string, locale: "en" | "zh"): string {
  const url = new URL(localePath(locale, pages[purpose]), env.APP_URL);
  url.searchParams.set("token", `${tokenId}.${secretOf(purpose, tokenId)}`);
  return url.href;
}

/** The token's id when the text is a link we made for this purpose, otherwise `null`. */
export function readLinkToken(purpose: LinkPurpose, text: string): string | null {
  const [tokenId = "", given = "", ...rest] = text.split(".");
  if (rest.length > 0 || tokenId === "") return null;
  const wanted = Buffer.from(secretOf(purpose, tokenId));
  const offered = Buffer.from(given);
  if (wanted.length !== offered.length || !timingSafeEqual(wanted, offered)) return null;
  return tokenId;
}
