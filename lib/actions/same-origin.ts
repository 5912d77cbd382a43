import { env } from "@/lib/env";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a write comes from our own pages. No Origin is a refusal. Besides the installation's
 * address, a loopback name is taken where it is also the host asked for; forwarded hosts, which
 * anyone can write, are never looked at.
 */
export function isSameOrigin(headers: Pick<Headers, "get">, appUrl = env.APP_URL): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.origin === new URL(appUrl).origin) return true;
  return loopback.has(from.hostname) && from.host === headers.get("host");
}
