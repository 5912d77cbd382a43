import { Resolver } from "node:dns/promises";
import { NetFailure } from "./net-failure";
import { canonicalHost, isLiteral, isPublicAddress } from "./public-address";

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Ports of the web, open to every address that a person typed. */
const webPorts: ReadonlySet<number> = new Set([80, 443]);

/**
 * Whose address it is. `machine`: told by a provider, any port. `typed`: given by a person, so only
 * the ports of the web and those that person chose for it.
 */
export type Purpose = "machine" | { readonly typed: { readonly alsoPorts: readonly number[] } };

/**
 * The host in the one form in which everything reads it. Throws `NetFailure` of kind `blocked` for
 * what is no host, for names of this machine and for ports that are not allowed.
 */
export function guardPlace({ host, port }: Place, purpose: Purpose): Place {
  const canonical = canonicalHost(host);
  if (canonical === null || isLocalName(canonical)) throw new NetFailure("blocked");
  if (!isPortAllowed(port, purpose)) throw new NetFailure("blocked");
  return { host: canonical, port };
}

/**
 * The address to connect to, looked up once: what is connected to is what was checked. Throws
 * `NetFailure`: `blocked` where any address of the host is not of the public internet, `unresolved`
 * where the name has none, `timeout`.
 */
export async function guardAddress(host: string, signal: AbortSignal): Promise<string> {
  const addresses = isLiteral(host) ? [host] : await addressesOf(host, signal);
  if (!addresses.every(isPublicAddress)) throw new NetFailure("blocked");
  const [address] = addresses;
  if (address === undefined) throw new NetFailure("unresolved");
  return address;
}

function isLocalName(host: string): boolean {
  return /(^|\.)localhost\.?$/.test(host);
}

function isPortAllowed(port: number, purpose: Purpose): boolean {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return false;
  if (purpose === "machine") return true;
  return webPorts.has(port) || purpose.typed.alsoPorts.includes(port);
}

/** Asks the name servers alone: a file of hosts on this machine is no part of the internet. */
async function addressesOf(name: string, signal: AbortSignal): Promise<string[]> {
  const resolver = new Resolver();
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    if (found.length === 0) throw new NetFailure(signal.aborted ? "timeout" : "unresolved");
    return found;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
