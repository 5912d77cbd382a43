import ssh2 from "ssh2";

export interface SshKeyPair {
  /** `ssh-ed25519 AAAA... comment`. */
  readonly publicKey: string;
  /** OpenSSH's own format, without a passphrase. */
  readonly privateKey: string;
}

/**
 * A new Ed25519 key pair; `comment` stands at the end of the public half. About one in 250 that the
 * library makes cannot be read by anybody, itself included: such a pair is thrown away.
 */
export function makeKeyPair(comment: string): SshKeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync("ed25519", { comment });
    const made = { publicKey: pair.public.trim(), privateKey: pair.private };
    if (isSound(made)) return made;
  }
}

/** What the private half signs, the public half believes. */
function isSound({ publicKey, privateKey }: SshKeyPair): boolean {
  const [own, shown] = [ssh2.utils.parseKey(privateKey), ssh2.utils.parseKey(publicKey)];
  if (own instanceof Error || shown instanceof Error) return false;
  const text = Buffer.from("sound");
  const signature = own.sign(text);
  return !(signature instanceof Error) && shown.verify(text, signature) === true;
}
