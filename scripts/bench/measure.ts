import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inRoot } from "../launch/root";

const run = promisify(execFile);

/**
 * Runs one measurement in a process of its own, so that it reads its own settings, and answers the
 * JSON it printed last.
 */
export async function measure(
  file: string,
  settings: Readonly<Record<string, string | undefined>>,
  nodeFlags: readonly string[] = [],
): Promise<unknown> {
  const { stdout } = await run(
    process.execPath,
    [...nodeFlags, "--import", "tsx", inRoot("scripts/bench", file)],
    {
      env: { ...process.env, ...settings },
      maxBuffer: 1 << 24,
    },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null");
}
