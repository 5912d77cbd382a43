import { createHash } from "node:crypto";

/** The fingerprint of a public key in its wire form, as OpenSSH prints it: `SHA256:...`. */
export function fingerprintOf(blob: Buffer): string {
  const hash = createHash("sha256").update(blob).digest("base64");
  return `SHA256:${hash.replace(/=+$/, "")}`;
}

/** The same of a key's line: `ssh-ed25519 AAAA...`. */
export function fingerprintOfLine(line: string): string {
  const [, body = ""] = line.split(" ");
  return fingerprintOf(Buffer.from(body, "base64"));
}
