import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorCodes } from "@/lib/errors";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const sources = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("generated"))
  .map((file) => readFileSync(join("lib", file), "utf8"));

/** Every reason a verb gives, as written where it is thrown. */
const reasons = new Set([
  ...errorCodes,
  ...sources.flatMap((text) =>
    [...text.matchAll(/new AppError\(\s*"[a-z-]+",\s*"([A-Za-z-]+)"/g)].map((hit) => hit[1] ?? ""),
  ),
  ...sources.flatMap((text) =>
    [...text.matchAll(/fields(?:\.\w+|\[`[^`]+`\]) = "([a-z-]+)"/g)].map((hit) => hit[1] ?? ""),
  ),
]);

describe("every refusal", () => {
  it.each([
    ["English", en.errors],
    ["Chinese", zh.errors],
  ])("has a sentence in %s", (_language, sentences) => {
    const missing = [...reasons].filter((reason) => !Object.keys(sentences).includes(reason));
    expect(missing).toEqual([]);
  });
});
