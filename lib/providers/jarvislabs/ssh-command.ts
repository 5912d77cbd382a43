import type { SshAddress } from "../contract";

/** Flags that take the word behind them. */
const withWord: ReadonlySet<string> = new Set(["-o", "-i", "-F", "-J", "-l", "-p"]);
const place = /^(?:([\w.-]+)@)?([A-Za-z0-9][A-Za-z0-9.-]*)$/;

/**
 * Where an SSH command such as `ssh -o StrictHostKeyChecking=no -p 11014 root@203.0.113.7` leads;
 * `null` where it is none.
 */
export function readSshCommand(command: string): SshAddress | null {
  const [program, ...rest] = command.trim().split(/\s+/);
  if (program !== "ssh") return null;
  const flags = new Map<string, string>();
  const targets: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? "";
    if (withWord.has(word)) {
      flags.set(word, rest[at + 1] ?? "");
      at += 1;
    } else if (!word.startsWith("-")) targets.push(word);
  }
  const [, user, host] = place.exec(targets[0] ?? "") ?? [];
  const port = Number(flags.get("-p") ?? 22);
  if (host === undefined || !Number.isInteger(port) || port < 1 || port > 65_535) return null;
  return { host, port, user: user ?? flags.get("-l") ?? "root" };
}
