import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { fileOf } from "@/tests/setup/bundle";

const READY = /ready sandbox (\d+)/;

const sandboxFacts = z.object({ smtpPort: z.number(), networkPort: z.number() });

/** A sandbox as its own operating system process, on free ports and a folder of its own. */
export interface SandboxProcess {
  url: string;
  smtpPort: number;
  networkPort: number;
  pid: number;
  dir: string;
  /** The certificate of its network's authority. */
  authorityFile: string;
  /** SIGKILL, and the same folder and clock again in a new process. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

export async function runSandbox(
  environment: Record<string, string> = {},
): Promise<SandboxProcess> {
  const dir = mkdtempSync(join(tmpdir(), "sandbox-test-"));
  let child = await boot(dir, environment);
  const running: SandboxProcess = {
    ...(await factsOf(child)),
    dir,
    authorityFile: join(dir, "world", "network-authority.pem"),
    async killAndRestart() {
      await end(child.process, "SIGKILL");
      child = await boot(dir, environment);
      Object.assign(running, await factsOf(child));
    },
    async stop() {
      await end(child.process, "SIGTERM");
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return running;
}

interface Child {
  process: ChildProcess;
  port: string;
}

function boot(dir: string, environment: Record<string, string>): Promise<Child> {
  // The till of the application under test is not that of this world.
  const { STRIPE_WEBHOOK_URL: _, STRIPE_WEBHOOK_SECRET: __, ...own } = process.env;
  const child = spawn(process.execPath, [fileOf("sandbox/index.ts")], {
    env: {
      ...own,
      SANDBOX_PORT: "0",
      SMTP_PORT: "0",
      SANDBOX_NETWORK_PORT: "0",
      SANDBOX_DATA_DIR: join(dir, "world"),
      CLOCK_FILE: join(dir, "clock.json"),
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((ready, failed) => {
    let printed = "";
    child.stdout?.on("data", (piece: Buffer) => {
      printed += piece.toString("utf8");
      const port = READY.exec(printed)?.[1];
      if (port) ready({ process: child, port });
    });
    child.once("exit", (code) => failed(new Error(`the sandbox ended with ${code}`)));
  });
}

async function factsOf({ process: child, port }: Child) {
  const url = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${url}/control`);
  const { smtpPort, networkPort } = sandboxFacts.parse(await answer.json());
  return { url, smtpPort, networkPort, pid: child.pid ?? 0 };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((ended) => {
    child.once("exit", () => ended());
    child.kill(signal);
  });
}
