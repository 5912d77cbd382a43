import { parseArgs } from "node:util";
import { Refusal } from "./refusal";
import type { Settings } from "./settings";
import type { World } from "./world";

export interface StartOptions {
  world: World;
  /** Built pages, or pages and processes that reload when a file changes. */
  mode: "built" | "reload";
  port: number;
  verbose: boolean;
}

const usage = `npm start [-- --live] [-- --port 3000] [-- --verbose]`;

/** Reads the command line of \`npm start\` and \`npm run dev\`; settings give the defaults. */
export function readStartOptions(args: readonly string[], settings: Settings): StartOptions {
  const { values } = parse(args);
  return {
    world: values.live ? "live" : "sandbox",
    mode: values.dev ? "reload" : "built",
    port: readPort(values.port ?? (settings.PORT || "3000")),
    verbose: values.verbose ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        live: { type: "boolean" },
        dev: { type: "boolean" },
        port: { type: "string" },
        verbose: { type: "boolean" },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new Refusal(`${reason}. The command is: ${usage}`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Refusal(
    `"${text}" is no port. Choose a number from 1 to 65535: npm start -- --port 3001`,
  );
}
