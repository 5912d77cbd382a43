import { spawn } from "node:child_process";
import { inRoot } from "../launch/root";
import { savedPort } from "../launch/saved-ports";
import { readSettings } from "../launch/settings";
import { tools } from "../launch/tools";
import { dataDirOf } from "../launch/world";

// With words: an order to the sandbox of the running sandbox world (or the one SANDBOX_URL names).
// Without: the played outside world alone, on its usual ports, until Ctrl-C.
const words = process.argv.slice(2);
const settings = readSettings();
const url = `http://127.0.0.1:${savedPort(dataDirOf("sandbox", settings), "sandbox")}`;
const file = inRoot(words.length > 0 ? "sandbox/command.ts" : "sandbox/index.ts");
const child = spawn(process.execPath, [...tools.tsx, file, ...words], {
  stdio: "inherit",
  env: { ...process.env, SANDBOX_URL: settings.SANDBOX_URL || url, SANDBOX_DATA_DIR: aloneDir() },
});
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(name, () => child.kill(name));
process.on("disconnect", () => child.kill("SIGTERM"));
child.on("exit", (code) => process.exit(code ?? 0));

function aloneDir(): string {
  return settings.SANDBOX_DATA_DIR || inRoot(".data", "sandbox-alone");
}
