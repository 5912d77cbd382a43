import path from "node:path";
import type { ChildSpec } from "./child";
import { inRoot } from "./root";
import type { Settings } from "./settings";
import { tools } from "./tools";

export interface ProductFacts {
  env: Settings;
  dataDir: string;
  distDir: string;
  mode: "built" | "reload";
  webPort: number;
}

/** How the three kinds of process of an installation are started. */
export function processSpecs(facts: ProductFacts) {
  const { env, dataDir, distDir, mode, webPort } = facts;
  const logFile = (name: string) => path.join(dataDir, "logs", `${name}.log`);
  const nodeEnv = mode === "reload" ? "development" : "production";
  const script = (name: string, file: string): ChildSpec => ({
    name,
    args:
      mode === "reload" ? [...tools.tsx, "watch", inRoot(file)] : ["--import", "tsx", inRoot(file)],
    env,
    nodeEnv,
    logFile: logFile(name),
    ready: { line: `ready ${name}` },
    readyWithinMs: 60_000,
  });
  const address = ["-H", "127.0.0.1", "-p", String(webPort)];
  const web: ChildSpec = {
    name: "web",
    args: [...tools.next, mode === "reload" ? "dev" : "start", ...address],
    // Under reload Next.js keeps a folder of its own inside the usual one.
    env: mode === "reload" ? env : { ...env, NEXT_DIST_DIR: distDir },
    nodeEnv,
    logFile: logFile("web"),
    ready: { url: `http://127.0.0.1:${webPort}/api/health` },
    readyWithinMs: 120_000,
  };
  return {
    sandbox: script("sandbox", "sandbox/index.ts"),
    worker: script("worker", "workers/index.ts"),
    web,
  };
}
