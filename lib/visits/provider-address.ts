import { findProviderMeta, providerMetas } from "@/lib/providers/meta";

/** Hosts a visitor may be sent to: those of the providers' own home and renting pages. */
const allowedHosts: ReadonlySet<string> = new Set(
  providerMetas.flatMap(({ homepage, rentUrl }) => [hostOf(homepage), hostOf(rentUrl)]),
);

/** The page on which a person rents at a provider; `null` where there is none to trust. */
export function providerAddress(providerId: string): string | null {
  const rentUrl = findProviderMeta(providerId)?.rentUrl;
  return rentUrl !== undefined && mayVisit(rentUrl) ? rentUrl : null;
}

/** Whether an address is one of a provider's own, encrypted and without a name or password in it. */
export function mayVisit(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === "https:" && `${username}${password}` === "" && allowedHosts.has(host);
}

function hostOf(address: string): string {
  return new URL(address).host;
}
