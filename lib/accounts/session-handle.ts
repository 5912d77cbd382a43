import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/** Names a session to the browser of its owner without saying the id that the cookie carries. */
export function sessionHandle(sessionId: string): string {
  return createHmac("sha256", env.AUTH_SECRET)
    .update(`session-handle|${sessionId}`)
    .digest("base64url")
    .slice(0, 24);
}
