import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { generateClient, isClientCurrent } from "../launch/database";
import { Refusal } from "../launch/refusal";
import { inRoot } from "../launch/root";
import type { Settings } from "../launch/settings";
import { makeThrowawayFolder } from "../launch/throwaway";
import { tools } from "../launch/tools";
import { type Suite, staticChecks, suites } from "./checks";
import { run } from "./run";
import { slowestFiles, type Tally, tableLines, tallySuite } from "./tally";

/** How many of a suite's slowest files are named, so that one sees what makes it slow. */
const shownFiles = 10;

/** One line of the test run. */
export interface Step {
  name: string;
  title: string;
  /** Answers the tally and what to show when it failed. */
  run(env: Settings): Promise<Tally & { output: string }>;
}

/** All steps in order. Those named `shared` need material from outside the project. */
export function allSteps(): Step[] {
  const names = Object.keys(suites).filter((name): name is Suite => name in suites);
  return [...staticChecks().map(checkStep), ...names.map(suiteStep)];
}

/**
 * What the checks read but the sources do not hold: the database client and the page types. Types
 * of an earlier test build may name pages that are gone.
 */
export async function generateForChecks(env: Settings): Promise<void> {
  if (!isClientCurrent()) {
    await generateClient(env);
    // What the compiler remembers of the client before this one is not looked at again.
    rmSync(inRoot("tsconfig.tsbuildinfo"), { force: true });
  }
  rmSync(inRoot(".next-test", "types"), { recursive: true, force: true });
  const { code, output } = await run([...tools.next, "typegen"], env);
  if (code !== 0) throw new Refusal(`The page types could not be generated.\n${output}`);
}

function checkStep({ name, title, args }: ReturnType<typeof staticChecks>[number]): Step {
  return {
    name,
    title,
    async run(env) {
      const { code, output } = await run(args, env);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, notes: [], output };
    },
  };
}

function suiteStep(name: Suite): Step {
  return {
    name,
    title: suites[name],
    async run(env) {
      const { folder, remove } = makeThrowawayFolder("report");
      const file = path.join(folder, "report.json");
      const args = [
        ...[inRoot("node_modules/vitest/vitest.mjs"), "run"],
        ...["--config", inRoot("tests/vitest.config.ts"), "--project", name],
        ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
      ];
      const { code, output } = await run(args, env);
      const report = readReport(file);
      const tally = tallySuite(report, code);
      remove();
      return {
        ...tally,
        notes: [
          ...tally.notes,
          ...tableLines(output),
          ...countsIn(output),
          ...slowestFiles(report, shownFiles).map((line) =>
            line.replace(`${inRoot()}${path.sep}`, ""),
          ),
        ],
        output,
      };
    },
  };
}

/** What a test counted and wants told with the result: lines that begin with the mark. */
function countsIn(output: string): string[] {
  return output.split("\n").flatMap((line) => /» (.*)/.exec(line)?.[1] ?? []);
}

function readReport(file: string): unknown {
  if (!existsSync(file)) return undefined;
  const json: unknown = JSON.parse(readFileSync(file, "utf8"));
  rmSync(file);
  return json;
}
