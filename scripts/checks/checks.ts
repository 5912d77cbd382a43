import { existsSync } from "node:fs";
import { inRoot } from "../launch/root";

/** One check that passes or fails as a whole, as arguments of Node.js. */
export interface StaticCheck {
  name: string;
  title: string;
  args: readonly string[];
}

const code = ["app", "components", "lib", "workers", "sandbox", "i18n", "scripts"];

/** Checks that read the sources and run nothing of the product. */
export function staticChecks(): StaticCheck[] {
  const tool = (file: string) => inRoot("node_modules", file);
  return [
    {
      name: "lint",
      title: "Format and lint",
      args: [tool("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "--colors=off", "."],
    },
    { name: "types", title: "Types", args: [tool("typescript/bin/tsc"), "--noEmit"] },
    {
      name: "imports",
      title: "Import rules",
      args: [
        tool("dependency-cruiser/bin/dependency-cruiser.mjs"),
        "--config",
        inRoot("tests/architecture/import-rules.cjs"),
        ...code.filter((folder) => existsSync(inRoot(folder))),
      ],
    },
    { name: "unused", title: "Unused code", args: [tool("knip/bin/knip.js")] },
    {
      name: "lock",
      title: "Lock file for every system",
      args: [inRoot("scripts/lock-complete.mjs"), "--check"],
    },
  ];
}

/** Suites of tests, each a project of tests/vitest.config.ts. `shared` and `months` run only when asked for. */
export const suites = {
  unit: "Unit tests",
  contract: "Contract tests",
  architecture: "Architecture tests",
  integration: "Integration tests",
  e2e: "Journeys in a browser",
  months: "Months in a browser",
  shared: "Checks against the shared material",
} as const;

export type Suite = keyof typeof suites;
