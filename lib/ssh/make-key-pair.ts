import ssh2 from "ssh2";

export interface SshKeyPair {
  /** `ssh-ed25519 AAAA... comment`. */
  readonly publicKey: string;
  /** OpenSSH's own format, without a passphrase. */
  readonly privateKey: string;
}

/** A new Ed25519 key pair; `comment` stands at the end of the public half. */
export function makeKeyPair(comment: string): SshKeyPair {
  const pair = ssh2.utils.generateKeyPairSync("ed25519", { comment });
  return { publicKey: pair.public.trim(), privateKey: pair.private };
}
