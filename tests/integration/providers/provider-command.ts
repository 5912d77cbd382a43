import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const documentShape = z.object({
  provider: z.string(),
  call: z.string(),
  answer: z.unknown().optional(),
  error: z
    .object({ kind: z.string(), status: z.number().nullable(), detail: z.string() })
    .optional(),
  exchanges: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      requestHeaders: z.record(z.string(), z.string()),
      status: z.number().nullable(),
      responseBody: z.unknown(),
    }),
  ),
});

/** How one run of the operator's command ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command with these words in a process of its own. */
export function runProvider(...words: string[]): Promise<Run> {
  const child = spawn(process.execPath, ["scripts/provider.mjs", ...words], {
    env: { NODE_ENV: "production", PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (piece: Buffer) => {
    said.stdout += piece.toString();
  });
  child.stderr.on("data", (piece: Buffer) => {
    said.stderr += piece.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...said })));
}

/** The one document a run prints. */
export const documentOf = ({ stdout }: Run) => documentShape.parse(JSON.parse(stdout));

/** Writes a file of credentials into a folder. */
export function credentialsFile(dir: string, name: string, fields: unknown): string {
  const file = join(dir, `${name}.json`);
  writeFileSync(file, JSON.stringify(fields));
  return file;
}
