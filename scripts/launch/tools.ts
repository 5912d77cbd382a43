import { spawn } from "node:child_process";
import { Refusal } from "./refusal";
import { inRoot, root } from "./root";
import type { Settings } from "./settings";

/** A command line tool of ours or of a package, as arguments of Node.js. */
export const tools = {
  prisma: [inRoot("node_modules/prisma/build/index.js")],
  next: [inRoot("node_modules/next/dist/bin/next")],
  tsx: [inRoot("node_modules/tsx/dist/cli.mjs")],
} as const;

export interface ToolRun {
  args: readonly string[];
  env: Settings;
  /** What was being done, as the start of a sentence when it fails: "The database could not ...". */
  failure: string;
  /** Shows the tool's own output while it runs. */
  verbose?: boolean;
  signal?: AbortSignal | undefined;
}

/** Runs a tool to its end. Throws a Refusal with its last words when it fails. */
export function runTool({ args, env, failure, verbose = false, signal }: ToolRun): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      NODE_ENV: "production",
      PRISMA_SCHEMA_ENGINE_BINARY: inRoot("scripts/schema-engine.mjs"),
    },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-6_000);
      if (verbose) process.stdout.write(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Refusal(`${failure}\n${words.trim().split("\n").slice(-25).join("\n")}`));
    });
  });
}
