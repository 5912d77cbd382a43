import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { pickPort } from "../launch/ports";
import { inRoot } from "../launch/root";

const run = promisify(execFile);
const FIRST_PAGE_WITHIN_MS = 600_000;

/** A fresh clone of the last commit, started as a stranger would. */
export interface Clone {
  readonly folder: string;
  remove(): void;
}

export interface RunningClone {
  readonly address: string;
  readonly secondsToFirstPage: number;
  stop(): Promise<void>;
}

/** Clones the committed state into a folder of its own under `.data/bench`. */
export async function cloneProject(): Promise<Clone> {
  const parent = inRoot(".data", "bench");
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const folder = mkdtempSync(path.join(parent, "clone-"));
  await run("git", ["clone", "--quiet", inRoot("."), folder]);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `npm start` in the clone; counts the seconds until `/gpus` is served whole. */
export async function startClone(
  { folder }: Clone,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningClone> {
  const port = await pickPort();
  const began = performance.now();
  // The command behind `npm start`: npm does not pass a signal on through its shell.
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", String(port), ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...settings },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  await firstPage(`${address}/gpus`, () => child.exitCode !== null);
  const secondsToFirstPage = (performance.now() - began) / 1000;
  const stop = async () => {
    child.kill("SIGINT");
    await ended;
  };
  return { address, secondsToFirstPage, stop };
}

async function firstPage(url: string, hasEnded: () => boolean): Promise<void> {
  const limit = performance.now() + FIRST_PAGE_WITHIN_MS;
  while (performance.now() < limit && !hasEnded()) {
    const response = await fetch(url).catch(() => null);
    if (response?.status === 200 && (await response.text()).includes("</html>")) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} was not served`);
}
