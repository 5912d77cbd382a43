import { parseArgs } from "node:util";
import { BrokenFile } from "@/lib/prices/import/broken-file";
import { tellStepsOn } from "../boot/progress.mjs";
import { Refusal } from "../launch/refusal";

/** What may stand behind a command; values of options that take one are texts. */
type Options = Readonly<Record<string, { readonly type: "boolean" | "string" }>>;

/** Reads the words behind a command. Refuses words it does not know with the usage. */
export function readWords<T extends Options>(usage: string, options: T) {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch {
    throw usageRefusal(usage);
  }
}

/** The sentence for a command that was called without what it needs. */
export function usageRefusal(usage: string): Refusal {
  return new Refusal(`The command is: ${usage}`);
}

/**
 * Runs a command whose result is data on stdout: everything else goes to stderr, a refusal as one
 * sentence with exit code 1. A reader that has enough (`head`) ends it quietly.
 */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  tellStepsOn(process.stderr);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof BrokenFile)) throw error;
    process.stderr.write(`\n  ${error.message}\n\n`);
    process.exitCode = 1;
  }
}

/** Writes lines of data. */
export function writeLines(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
}
