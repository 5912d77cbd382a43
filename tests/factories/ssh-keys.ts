import { generateKeyPairSync, randomBytes } from "node:crypto";

/** One string of the wire format of SSH: its length in four bytes, then itself. */
export function sshString(bytes: Buffer | string): Buffer {
  const body = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

/** A public key line nobody has used before. */
export function newPublicKey(comment = "me@home"): string {
  const blob = Buffer.concat([sshString("ssh-ed25519"), sshString(randomBytes(32))]);
  return `ssh-ed25519 ${blob.toString("base64")} ${comment}`;
}

/** A public RSA key line of so many bits. */
export function rsaPublicKey(bits: number): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  const modulus = Buffer.concat([Buffer.from([0]), Buffer.from(n, "base64url")]);
  const parts = ["ssh-rsa", Buffer.from(e, "base64url"), modulus].map(sshString);
  return `ssh-rsa ${Buffer.concat(parts).toString("base64")}`;
}
