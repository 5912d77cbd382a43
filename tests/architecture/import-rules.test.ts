import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { inRoot } from "@/scripts/launch/root";
import { makeThrowawayFolder } from "@/scripts/launch/throwaway";

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string() })),
  }),
});

/** Names of the rules a small tree of files breaks. */
async function rulesBrokenBy(files: Record<string, string>): Promise<string[]> {
  const { folder, remove } = makeThrowawayFolder("imports");
  onTestFinished(remove);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const paths = { compilerOptions: { paths: { "@/*": ["./*"] } } };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(paths));
  const tops = new Set(Object.keys(files).map((name) => name.split("/")[0] ?? name));
  const tool = inRoot("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const rules = inRoot("tests/architecture/import-rules.cjs");
  const args = [tool, "--config", rules, "--output-type", "json", ...tops];
  const json = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  const { violations } = report.parse(JSON.parse(json)).summary;
  return [...new Set(violations.map(({ rule }) => rule.name))].sort();
}

const value = "export const value = 1;\n";
const importing = (place: string) =>
  `import { value } from "${place}";\nexport const other = value;\n`;

test("a page that reaches for the database is refused", async () => {
  const broken = await rulesBrokenBy({
    "app/things/page.tsx": importing("@/lib/db"),
    "lib/db.ts": value,
  });
  expect(broken).toEqual(["app-uses-queries-and-verbs", "pages-only-read"]);
});

test("a component that reaches the server through a harmless file is refused", async () => {
  const broken = await rulesBrokenBy({
    "components/table.tsx": importing("@/lib/prices/types"),
    "lib/prices/types.ts": importing("@/lib/env"),
    "lib/env.ts": value,
  });
  expect(broken).toEqual(["components-never-reach-the-server"]);
});

test("the product is refused the sandbox's code", async () => {
  const broken = await rulesBrokenBy({
    "lib/prices/refresh.ts": importing("@/sandbox/market"),
    "sandbox/market.ts": value,
  });
  expect(broken).toEqual(["product-knows-no-sandbox"]);
});

test("the sandbox is refused the product's code", async () => {
  const broken = await rulesBrokenBy({
    "sandbox/twin.ts": importing("@/lib/money"),
    "lib/money.ts": value,
  });
  expect(broken).toEqual(["sandbox-shares-no-code"]);
});

test("an adapter is reached through the registry, and knows no domain", async () => {
  const broken = await rulesBrokenBy({
    "lib/deployments/launch.ts": importing("@/lib/providers/lambda/client"),
    "lib/providers/lambda/client.ts": importing("@/lib/teams/rows"),
    "lib/teams/rows.ts": value,
  });
  expect(broken).toEqual(["adapters-are-pure-clients", "adapters-behind-the-registry"]);
});

test("two domains that need each other are refused", async () => {
  const broken = await rulesBrokenBy({
    "lib/health/check.ts": importing("@/lib/deployments/one"),
    "lib/deployments/one.ts": value,
    "lib/deployments/two.ts": importing("@/lib/health/verdict"),
    "lib/health/verdict.ts": value,
  });
  expect(broken).toEqual(["no-domain-cycles"]);
});

test("a tree that keeps the rules breaks none", async () => {
  const broken = await rulesBrokenBy({
    "app/things/page.tsx": importing("@/lib/prices/queries"),
    "lib/prices/queries.ts": importing("@/lib/db"),
    "lib/db.ts": value,
    "workers/index.ts": importing("@/lib/prices/queries"),
  });
  expect(broken).toEqual([]);
});
