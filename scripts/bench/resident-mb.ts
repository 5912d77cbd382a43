import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** How much memory a process holds now, in MB. */
export async function residentMb(pid: number): Promise<number> {
  const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout.trim()) / 1024;
}
