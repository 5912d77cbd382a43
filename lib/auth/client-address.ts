import { env } from "@/lib/env";

/** The address of every request when no proxy is declared: the server listens on loopback alone. */
export const DIRECT = "direct";

/**
 * Where a request comes from. Each trusted proxy appends the address it saw to X-Forwarded-For, so
 * with n trusted proxies the n-th entry from the right is the last one nobody outside can choose.
 */
export function clientAddress(
  headers: Pick<Headers, "get">,
  trustedHops = env.TRUSTED_PROXY_HOPS,
): string {
  if (trustedHops === 0) return DIRECT;
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const entry = entries.at(-trustedHops);
  return entry && entry.length <= 64 ? entry : DIRECT;
}
