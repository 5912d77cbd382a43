import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isInstalled } from "./installed.mjs";

/** Whether `npm ci` has to run before anything else can. */
export function needsInstall(root) {
  const read = (file) => {
    const at = path.join(root, file);
    return existsSync(at) ? JSON.parse(readFileSync(at, "utf8")) : undefined;
  };
  return !isInstalled({
    manifest: read("package.json"),
    lock: read("package-lock.json"),
    record: read("node_modules/.package-lock.json"),
  });
}

/** Installs exactly what the lock file names. Throws with npm's last words. */
export function install(root) {
  const npm = process.env.npm_execpath;
  const byNode = npm?.endsWith(".js");
  const args = ["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
  const child = spawn(byNode ? process.execPath : "npm", byNode ? [npm, ...args] : args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  const listen = (chunk) => {
    words = (words + chunk).slice(-4_000);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  return new Promise((resolve, reject) => {
    child.on("error", () => reject(new Error("npm was not found beside Node.js. Install npm.")));
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The packages could not be installed.\n${words.trim()}`));
    });
  });
}
