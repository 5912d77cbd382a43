import type { ServerHostKeyAlgorithm } from "ssh2";

/** What a machine may prove itself by, best first. */
const keyTypes: readonly ServerHostKeyAlgorithm[] = [
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "rsa-sha2-512",
  "rsa-sha2-256",
];

/** A host key as it is kept: `ssh-ed25519 AAAA...`. */
export function hostKeyLine(key: Buffer): string {
  return `${typeOf(key)} ${key.toString("base64")}`;
}

/** A machine with keys of several types is asked for the one it is known by. */
export function keyTypesFor(known: string | null): ServerHostKeyAlgorithm[] {
  const [type = ""] = known?.split(" ") ?? [];
  const isKnown = (one: string) => (type === "ssh-rsa" ? one.startsWith("rsa-") : one === type);
  return [...keyTypes.filter(isKnown), ...keyTypes.filter((one) => !isKnown(one))];
}

/** The name at the head of a key's wire form (RFC 4253, 6.6). */
function typeOf(key: Buffer): string {
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString("latin1");
}
