import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/** What Telegram shows with each update; derived, so that it is stored nowhere. */
export function webhookSecret(): string {
  return createHmac("sha256", env.AUTH_SECRET).update("telegram-webhook").digest("base64url");
}
