import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { faultClasses, firstActs, noticeWords, probeKinds, roundReasons } from "@/lib/health/types";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const health = path.resolve(import.meta.dirname, "../../../lib/health");
const sources = readdirSync(health, { recursive: true })
  .map(String)
  .filter((file) => /^(probes|gpu-report)/.test(file) && file.endsWith(".ts"))
  .map((file) => readFileSync(path.join(health, file), "utf8"));
/** What probes say they saw, as it stands in their sources. */
const seenWords = sources.flatMap((text) =>
  [...text.matchAll(/word: "([a-z-]+)"/g)].flatMap(([, word]) => word ?? []),
);
const reached = [
  ...["refused", "timeout", "closed", "unreachable", "unresolved", "blocked", "exhausted"],
  ...["certificate", "protocol", "redirects"],
];

describe.each([
  ["English", en],
  ["Chinese", zh],
])("in %s there is a text", (_, { deployments, healthFaults, healthNotices }) => {
  const { seen, reasons, acts, kinds } = deployments.health;

  it("for everything that a probe can say", () => {
    expect(seenWords.length).toBeGreaterThan(10);
    const known = new Set([...Object.keys(seen), ...Object.keys(healthNotices)]);
    expect([...seenWords, ...reached].filter((word) => !known.has(word))).toEqual([]);
  });

  it("for every fault, act, reason, notice and kind of probe", () => {
    expect(Object.keys(healthFaults)).toEqual(expect.arrayContaining([...faultClasses]));
    expect(Object.keys(acts)).toEqual(expect.arrayContaining([...firstActs]));
    expect(Object.keys(reasons)).toEqual(expect.arrayContaining([...roundReasons]));
    expect(Object.keys(healthNotices)).toEqual(expect.arrayContaining([...noticeWords]));
    expect(Object.keys(kinds)).toEqual(expect.arrayContaining([...probeKinds]));
  });
});
