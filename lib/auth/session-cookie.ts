import { decode, encode } from "next-auth/jwt";
import { SESSION_SECONDS } from "@/lib/auth/session-lifetime";
import { env } from "@/lib/env";

/** Name and attributes of the cookie that carries the session. */
export function sessionCookie() {
  const secure = new URL(env.APP_URL).protocol === "https:";
  return {
    name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** The cookie's value: the session's id, encrypted with the installation's secret. */
export function sealSessionId(sid: string): Promise<string> {
  return encode({ token: { sid }, secret: env.AUTH_SECRET, maxAge: SESSION_SECONDS });
}

/** The session's id, or `null` for a value we did not make. */
export async function openSessionId(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: env.AUTH_SECRET });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}
