import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { hangs } from "./setup/limits.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const database = {
  globalSetup: ["tests/setup/database.ts"],
  setupFiles: ["tests/setup/own-database.ts"],
};
const journeys = {
  globalSetup: ["tests/setup/installation.ts"],
  testTimeout: hangs.journeyMs,
  hookTimeout: hangs.journeyMs,
};

/**
 * Files that take far longer than their size tells, the longest first. Vitest starts large files
 * first where it knows no times, so that these would run alone at the end.
 */
const longest = [
  "tests/e2e/two-windows.test.ts",
  "tests/integration/tenancy/verb-matrix.test.ts",
  "tests/integration/crash/matrix.test.ts",
  "tests/integration/health/fault-table.test.ts",
  "tests/integration/health/over-the-wire.test.ts",
  "tests/e2e/axe.test.ts",
  "tests/e2e/batch.test.ts",
  "tests/e2e/offers.test.ts",
  "tests/integration/operations/model.test.ts",
  "tests/integration/operations/two-histories.test.ts",
  "tests/integration/operations/every-provider.test.ts",
  "tests/e2e/machines.test.ts",
  "tests/e2e/database-away.test.ts",
  "tests/integration/crash/absent-launch.test.ts",
  "tests/integration/deployments/candidates-crash.test.ts",
];

/** Starts the longest files first and the others in the usual order. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
      return place === -1 ? longest.length : place;
    };
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      project("unit", {
        // It imports `next/navigation` without an ending, which Node alone does not find.
        server: { deps: { inline: ["next-intl"] } },
      }),
      project("contract"),
      project("architecture"),
      project("integration", {
        ...database,
        // These tests wait more than they compute, also on two cores.
        maxWorkers: 3,
      }),
      project("crash", { ...database, fileParallelism: false }),
      project("shared", database),
      // As many installations; on each, one file runs after another.
      project("e2e", { ...journeys, maxWorkers: 2 }),
      // They move the clock of their installation on by weeks, so they have it to themselves.
      project("months", { ...journeys, maxWorkers: 1 }),
    ],
  },
});

function project(
  name: string,
  test: TestProjectInlineConfiguration["test"] = {},
): TestProjectInlineConfiguration {
  return {
    root,
    resolve: { alias: { "@": root.replace(/\/$/, "") } },
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      testTimeout: hangs.testMs,
      hookTimeout: hangs.testMs,
      expect: { poll: { timeout: hangs.waitMs } },
      ...test,
    },
  };
}
