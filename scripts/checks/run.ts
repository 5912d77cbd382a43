import { spawn } from "node:child_process";
import { root } from "../launch/root";
import type { Settings } from "../launch/settings";

export interface Outcome {
  code: number;
  output: string;
}

const longestMs = 30 * 60_000;

/** Runs Node.js to its end and answers how it ended and all it said. */
export function run(args: readonly string[], env: Settings): Promise<Outcome> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    // A step that hangs ends as a failure, not as a run without a result.
    timeout: longestMs,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
