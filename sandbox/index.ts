import { readSettings } from "./env";
import { startSandbox } from "./server";

const sandbox = await startSandbox(readSettings(process.env)).catch((error: unknown) => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  console.error(code === "EADDRINUSE" ? "sandbox: a port is in use" : error);
  process.exit(1);
});

let ending = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    sandbox.close().then(() => process.exit(0));
  });
}

console.log("sandbox: the SSH servers of its machines are played by the library ssh2");
console.log(`ready sandbox ${sandbox.port}`);
