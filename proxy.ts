import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/content-security-policy";

/**
 * Gives every page with a session a fresh nonce, and its own address, which a layout cannot know,
 * for the way back after signing in. Public pages never pass here.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const development = process.env.NODE_ENV === "development";
  const policy = contentSecurityPolicy({ nonce, development });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  matcher: [
    "/(dashboard|admin|settings|sign-in|sign-up|sign-out|verify|reset|accept-invite|alert)(.*)",
    "/zh/(dashboard|admin|settings|sign-in|sign-up|sign-out|verify|reset|accept-invite|alert)(.*)",
  ],
};
