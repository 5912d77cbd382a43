import { isIP, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/** Old IPv4-compatible addresses, which count as unicast and yet name an IPv4 host. */
const compatible = ipaddr.parseCIDR("::/96");
/** The benchmarking range, never routed, in which the sandbox's machines stand. */
const played = ipaddr.parseCIDR("198.18.0.0/15");

/** Whether an address literal is one of the public internet: unicast, and nothing with a special use. */
export function isPublicAddress(literal: string): boolean {
  if (!ipaddr.isValid(literal)) return false;
  const address = ipaddr.process(literal);
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || !address.match(compatible);
}

/** Whether an address literal is one that only the sandbox's network knows. */
export function isPlayedAddress(literal: string): boolean {
  if (!ipaddr.isValid(literal)) return false;
  const address = ipaddr.process(literal);
  return address.kind() === "ipv4" && address.match(played);
}

/**
 * A host as every part of the system reads it: a lower-case name or an address literal, however it
 * was spelled (`127.1`, `0x7f000001`, full-width dots); `null` where it is neither.
 */
export function canonicalHost(host: string): string | null {
  if (isIPv6(host)) return host;
  const bare = /^\[(.+)\]$/.exec(host)?.[1];
  if (bare !== undefined) return isIPv6(bare) ? bare : null;
  if (host === "" || /[\s/\\?#@:%]/.test(host)) return null;
  const url = URL.parse(`http://${host}/`);
  return url ? url.hostname : null;
}

/** Whether a canonical host is an address and no name. */
export const isLiteral = (host: string): boolean => isIP(host) !== 0;
