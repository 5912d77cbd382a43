import { type ChildProcess, spawn } from "node:child_process";
import { smallMemory } from "@/scripts/prices/small-memory.mjs";

type Command = "import" | "normalise" | "cheapest" | "refresh";

/** Starts a command on the database and data folder of this test file. */
export function startCommand(command: Command, words: readonly string[]): ChildProcess {
  const flags = command === "import" ? smallMemory() : [];
  const args = [...flags, "--import", "tsx", `scripts/prices/${command}.ts`, ...words];
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: process.env });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export function runCommand(command: Command, ...words: readonly string[]): Promise<Ended> {
  const child = startCommand(command, words);
  const said = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    said.stderr += chunk.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...said })));
}
