import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** A process told apart from a later one under the same number by the moment it began. */
export interface ProcessIdentity {
  pid: number;
  began: string;
}

/** Identity of a running process; undefined when there is none, or only its unreaped remains. */
export function identify(pid: number): ProcessIdentity | undefined {
  const began = process.platform === "linux" ? beganOnLinux(pid) : askPs(pid, "lstart=");
  return began ? { pid, began } : undefined;
}

export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.began === identity.began;
}

/** The command line of a process, arguments parted by one space; empty when it is gone. */
export function commandLineOf(pid: number): string {
  if (process.platform !== "linux") return askPs(pid, "args=");
  return readOrEmpty(`/proc/${pid}/cmdline`).split("\0").join(" ").trim();
}

/** Sends a signal to exactly this process, or to its group; a process already gone is no error. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals, group = false): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(group ? -identity.pid : identity.pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** True once the process is gone; false when it outlives the given time. */
export async function isGoneWithin(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await wait(25);
  }
  return true;
}

function beganOnLinux(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may itself hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, ticks] = [fields[0], fields[19]];
  if (state === "Z" || ticks === undefined) return "";
  return `${readOrEmpty("/proc/sys/kernel/random/boot_id").trim()}:${ticks}`;
}

function askPs(pid: number, column: string): string {
  try {
    const args = ["-o", column, "-p", String(pid)];
    return execFileSync("ps", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
