import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Duplex, Writable } from "node:stream";

const LONGEST_MS = 120_000;

export interface Run {
  /** The machine's own folder, kept while it lives. */
  home: string;
  /** Programs that stand first on its path, by name. */
  tools: Record<string, string>;
  command: string;
}

/** Runs a command by `/bin/sh` as the machine would; answers how to end it. */
export function runCommand(
  { home, tools, command }: Run,
  streams: { both: Duplex; errors: Writable },
  ended: (code: number) => void,
): () => void {
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, ".tools-"));
  for (const [name, text] of Object.entries(tools)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  const path = `${folder}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`;
  const settings = [`HOME=${home}`, `PATH=${path}`, "LANG=C"];
  // Nothing of this process's own settings is seen inside.
  const child = spawn("/usr/bin/env", ["-i", ...settings, "/bin/sh", "-c", command], {
    cwd: home,
    detached: true,
  });
  const end = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const late = setTimeout(end, LONGEST_MS);
  child.stdin.on("error", () => undefined);
  streams.both.pipe(child.stdin);
  child.stdout.on("data", (piece: Buffer) => streams.both.write(piece));
  child.stderr.on("data", (piece: Buffer) => streams.errors.write(piece));
  child.once("error", () => ended(127));
  child.once("close", (code) => {
    clearTimeout(late);
    rmSync(folder, { recursive: true, force: true });
    ended(code ?? 137);
  });
  return end;
}
