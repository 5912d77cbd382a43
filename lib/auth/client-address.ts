import { isIPv6 } from "node:net";
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

const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * Whose tries count together: an IPv4 address by itself, of IPv6 the /64 that one customer is given
 * (RFC 6177), since its owner can change the rest at will. Any other text stands for itself.
 */
export function addressGroup(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped) return mapped;
  const network = groupsOf(bare).slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

function groupsOf(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  if (tail === undefined) return before;
  const after = tail === "" ? [] : tail.split(":");
  const wanted = GROUPS - before.length - after.length;
  return [...before, ...Array.from({ length: Math.max(0, wanted) }, () => "0"), ...after];
}
