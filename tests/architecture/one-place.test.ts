import { expect, test } from "vitest";
import { providerMetas } from "@/lib/providers/meta";
import { findings, productSources, sourcesIn } from "./sources";

const product = productSources();
const nowhere = /^$/;

test("settings are read from the environment in lib/env.ts alone", () => {
  // NODE_ENV tells Next.js how it was built; it is no setting of the product.
  const reads = /process\.env(?!\.NODE_ENV\b)/;
  expect(findings(product, reads, /^lib\/env\.ts$/)).toEqual([]);
});

test("domain time comes from the clock, never from the machine", () => {
  const server = product.filter(({ file }) => /^(lib|workers)\//.test(file));
  const reads = /\bDate\.now\(\)|new Date\(\)/;
  expect(findings(server, reads, /^lib\/clock\.ts$/)).toEqual([]);
});

test("domain time never comes from the database either", () => {
  const sql = /\b(CURRENT_TIMESTAMP|LOCALTIMESTAMP)\b|(?<![.\w])now\(\)(?!\s*[:{])/;
  expect(findings(product, sql, /^lib\/clock\.ts$/)).toEqual([]);
});

test("only transition() writes the status of a deployment", () => {
  const writes =
    /deployment\.(update|updateMany|upsert)\(\s*\{(?:(?!\}\);)[\s\S])*?\bdata:\s*\{[^}]*\bstatus:/;
  expect(findings(product, writes, /^lib\/deployments\/transition\.ts$/)).toEqual([]);
  const sql = /UPDATE\s+"?deployment"?\s+SET[^;`]*\bstatus\b/i;
  expect(findings(product, sql, /^lib\/deployments\/transition\.ts$/)).toEqual([]);
});

test("tiers are named in billing alone", () => {
  expect(findings(product, /["']enterprise["']/, /^(lib|components)\/billing\//)).toEqual([]);
});

test("roles are told apart in the permission table alone", () => {
  const compares = /\brole\s*(===|!==)\s*["'](owner|admin|member|viewer)["']/;
  expect(findings(product, compares, /^lib\/auth\/permissions\.ts$/)).toEqual([]);
});

test("no provider is told apart by its name outside its own folder", () => {
  const compares = /\bproviderId\s*(===|!==)\s*["'`]/;
  expect(findings(product, compares, /^lib\/providers\//)).toEqual([]);
});

test("what providers share names none of them, but for the two lists of all", () => {
  const ids = providerMetas.map(({ id }) => id).join("|");
  const shared = product.filter(({ file }) => /^lib\/providers\/[^/]+$/.test(file));
  const names = new RegExp(`["'\`](${ids})["'\`]`);
  expect(findings(shared, names, /\/(meta|registry)\.ts$/)).toEqual([]);
});

test("no test is skipped, singled out or left for later", () => {
  const marks = /\b(test|it|describe)\.(skip|only|todo|skipIf|runIf|fixme)\b/;
  expect(findings(sourcesIn(["tests"]), marks, nowhere)).toEqual([]);
});

test("no test waits for a time to pass instead of for what it tests", () => {
  const sleeps = /await (sleep|delay)\(|setTimeout\((resolve|done|r|ok),\s*\d{3,}/;
  expect(findings(sourcesIn(["tests"]), sleeps, nowhere)).toEqual([]);
});
