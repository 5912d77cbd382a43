import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { envNames } from "@/lib/env";
import { inRoot, root } from "../launch/root";
import { sweepThrowaways } from "../launch/throwaway";

const usage =
  "npm run test:crash -- [--provider ID[,ID] | --all] [--only WORDS] [--sample NUMBER] [--model]";

const { values } = parseArgs({
  options: {
    provider: { type: "string", default: "runpod" },
    all: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    sample: { type: "string", default: "" },
    model: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(usage);
else process.exitCode = await runTests();

/** Blank settings, so that nothing of the caller's points the tests at real data. */
async function runTests(): Promise<number> {
  await sweepThrowaways();
  const file = values.model
    ? ["--project", "integration", "tests/integration/operations/model.test.ts"]
    : ["--project", "crash"];
  const child = spawn(
    process.execPath,
    [
      inRoot("node_modules/vitest/vitest.mjs"),
      ...["run", "--config", inRoot("tests/vitest.config.ts"), ...file],
    ],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        ...Object.fromEntries(envNames.map((name) => [name, ""])),
        CRASH_PROVIDERS: values.all ? "all" : values.provider,
        CRASH_ONLY: values.only,
        CRASH_SAMPLE: values.sample,
        MODEL_RUNS: process.env.MODEL_RUNS ?? "400",
        MODEL_SECONDS: process.env.MODEL_SECONDS ?? "600",
      },
    },
  );
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
