import type { LaunchSpec } from "../contract";
import { ProviderError } from "../errors";

/** What of a public key is no comment: such words need no quoting in a shell. */
const bare = /^[a-z0-9@.-]+ [A-Za-z0-9+/]+=*$/;

/** The public keys without their comments; throws `invalid-request` for what is no key. */
export function bareKeys({ sshPublicKeys }: LaunchSpec): string[] {
  return sshPublicKeys.map((line) => {
    const key = line.trim().split(/\s+/).slice(0, 2).join(" ");
    if (bare.test(key)) return key;
    throw new ProviderError("invalid-request", { detail: "no public SSH key" });
  });
}

/**
 * What a new machine runs once as root. A create takes one key, and that one has been found missing
 * on machines, so all keys are let in here too; files cannot be written in any other way, since
 * `write_files` fails where it has an encoding.
 */
export function toCloudInit(keys: readonly string[], startupScript: string | null) {
  const script = startupScript === null ? [] : [runScript(startupScript)];
  return { runcmd: [letIn(keys), ...script] };
}

function letIn(keys: readonly string[]): string {
  const lines = keys.map((key) => `'${key}'`).join(" ");
  return [
    'for home in /root /home/user; do [ -d "$home" ] || continue',
    'mkdir -p "$home/.ssh"',
    `printf '%s\\n' ${lines} >> "$home/.ssh/authorized_keys"`,
    'chmod 700 "$home/.ssh"',
    'chmod 600 "$home/.ssh/authorized_keys"',
    'chown -R "$(stat -c %U:%G "$home")" "$home/.ssh"',
    "done",
  ].join("; ");
}

function runScript(script: string): string {
  const base64 = Buffer.from(script, "utf8").toString("base64");
  const path = "/root/startup-script";
  return `printf %s '${base64}' | base64 -d > ${path} && chmod 700 ${path} && ${path}`;
}
