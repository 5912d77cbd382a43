import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Settings } from "../launch/settings";

interface HelperSpec {
  readonly file: string;
  readonly env: Settings;
  /** What it prints once it is ready; the first group is handed to the work. */
  readonly ready: RegExp;
}

/** Runs `work` beside a process of its own that lives only that long; it is told its number too. */
export async function withHelper<T>(
  { file, env, ready }: HelperSpec,
  work: (told: string, pid: number) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const told = await new Promise<string>((resolve, reject) => {
      let printed = "";
      child.stdout.on("data", (piece: Buffer) => {
        printed += piece.toString();
        const found = ready.exec(printed);
        if (found) resolve(found[1] ?? "");
      });
      child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    });
    return await work(told, child.pid ?? 0);
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}
