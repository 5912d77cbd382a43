import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { LongestFirst } from "./setup/longest-first";

const root = fileURLToPath(new URL("..", import.meta.url));
const database = {
  globalSetup: ["tests/setup/database.ts"],
  setupFiles: ["tests/setup/own-database.ts"],
};
const journeys = {
  globalSetup: ["tests/setup/installation.ts"],
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

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
      project("architecture", { testTimeout: 60_000 }),
      project("integration", {
        ...database,
        // These tests wait more than they compute, also on two cores.
        maxWorkers: 3,
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project("crash", { ...database, fileParallelism: false, hookTimeout: 60_000 }),
      project("shared", { ...database, testTimeout: 120_000, hookTimeout: 120_000 }),
      // As many installations; on each, one file runs after another.
      project("e2e", { ...journeys, maxWorkers: 2 }),
      // They move the clock of their installation on by weeks, so they have it to themselves.
      project("months", { ...journeys, maxWorkers: 1, testTimeout: 480_000 }),
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
    test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], ...test },
  };
}
