import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gatherFacts } from "./facts.mjs";
import { install, needsInstall } from "./install.mjs";
import { refuseMachine } from "./preflight.mjs";
import { step, tellStepsOn } from "./progress.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * First half of every command, on whatever Node.js the machine has: checks the machine, installs the
 * packages, then runs the TypeScript entry on the Node.js that came with them, and ends as it ends.
 * `nodeFlags` are for that Node.js; `stdout: "data"` keeps everything but the result off stdout.
 */
export async function boot(entry, { nodeFlags = [], stdout = "words" } = {}) {
  if (stdout === "data") tellStepsOn(process.stderr);
  process.chdir(root);
  const problem = refuseMachine(gatherFacts(root));
  if (problem) return refuse(problem);
  try {
    if (needsInstall(root)) await step("Installing packages", () => install(root));
  } catch (error) {
    return refuse(error.message);
  }
  const node = packagedNode();
  if (node) return hand(node, [...nodeFlags, "--import", "tsx", path.join(root, entry)]);
  return refuse(
    `ComputeHub's own Node.js is not among the packages for this system, and ${process.versions.node} is too old to stand in. Install Node.js 24 and start again.`,
  );
}

function packagedNode() {
  const packaged = path.join(root, "node_modules", ".bin", "node");
  if (existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 12) ? process.execPath : undefined;
}

/** The channel tells either side at once when the other is gone, however it went. */
function hand(node, args) {
  const tools = path.join(root, "node_modules", ".bin");
  const child = spawn(node, [...args, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${tools}${path.delimiter}${process.env.PATH ?? ""}` },
  });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => refuse(error.message));
  child.on("exit", (code) => process.exit(code ?? 1));
}

function refuse(sentence) {
  console.error(`\n  ${sentence}\n`);
  process.exitCode = 1;
}
