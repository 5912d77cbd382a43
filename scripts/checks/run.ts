import { spawn } from "node:child_process";
import { root } from "../launch/root";
import type { Settings } from "../launch/settings";

export interface Outcome {
  code: number;
  output: string;
}

/** Runs Node.js to its end and answers how it ended and all it said. */
export function run(args: readonly string[], env: Settings): Promise<Outcome> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
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
