import { fingerprintOf } from "@/lib/ssh/fingerprint";

const LEAST_RSA_BITS = 2048;

/** A public SSH key, understood. */
export interface PublicKey {
  /** As `ssh-keygen -l` names it: `ED25519`, `RSA 4096`, `ECDSA 256`. */
  readonly kind: string;
  /** Type and key, the comment left out. */
  readonly publicKey: string;
  readonly comment: string | null;
  /** `SHA256:` and the hash in base64 without padding, as ssh-keygen prints it. */
  readonly fingerprint: string;
}

export type KeyTrouble = "ssh-key-format" | "ssh-key-short";

/**
 * Reads a line of an authorized_keys file (RFC 4253, section 6.6). The key itself must say the type
 * that stands before it, and an RSA key must have at least 2048 bits. Pure.
 */
export function readPublicKey(line: string): PublicKey | KeyTrouble {
  const [type = "", base64 = "", ...comment] = line.trim().split(/ +/);
  const blob = Buffer.from(base64, "base64");
  if (blob.toString("base64") !== base64) return "ssh-key-format";
  const parts = readParts(blob);
  const [inner, ...values] = parts ?? [];
  if (inner?.toString("latin1") !== type) return "ssh-key-format";
  const kind = kindOf(type, values);
  if (kind === null) return "ssh-key-format";
  if (kind === "short") return "ssh-key-short";
  return {
    kind,
    publicKey: `${type} ${base64}`,
    comment: comment.join(" ") || null,
    fingerprint: fingerprintOf(blob),
  };
}

/** The strings of the wire format: four bytes of length each, up to the very end. */
function readParts(blob: Buffer): Buffer[] | null {
  const parts: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return null;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return null;
    parts.push(blob.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

function kindOf(type: string, values: readonly Buffer[]): string | "short" | null {
  switch (type) {
    case "ssh-ed25519":
      return values.length === 1 && values[0]?.length === 32 ? "ED25519" : null;
    case "sk-ssh-ed25519@openssh.com":
      return values.length === 2 && values[0]?.length === 32 ? "ED25519-SK" : null;
    case "sk-ecdsa-sha2-nistp256@openssh.com":
      return values.length === 3 ? "ECDSA-SK" : null;
    case "ecdsa-sha2-nistp256":
    case "ecdsa-sha2-nistp384":
    case "ecdsa-sha2-nistp521":
      return ecdsaKind(type, values);
    case "ssh-rsa":
      return rsaKind(values);
    default:
      return null;
  }
}

function ecdsaKind(type: string, [curve, point, ...rest]: readonly Buffer[]): string | null {
  if (!curve || !point || rest.length > 0 || point[0] !== 4) return null;
  const name = curve.toString("latin1");
  return type === `ecdsa-sha2-${name}` ? `ECDSA ${name.replace("nistp", "")}` : null;
}

function rsaKind([exponent, modulus, ...rest]: readonly Buffer[]): string | "short" | null {
  if (!exponent || !modulus || rest.length > 0) return null;
  const significant = modulus[0] === 0 ? modulus.subarray(1) : modulus;
  const [first] = significant;
  if (first === undefined) return null;
  const bits = significant.length * 8 - Math.clz32(first) + 24;
  return bits < LEAST_RSA_BITS ? "short" : `RSA ${bits}`;
}
