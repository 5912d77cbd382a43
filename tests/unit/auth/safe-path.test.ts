import { describe, expect, it } from "vitest";
import { safePath } from "@/lib/auth/safe-path";

describe("the way back after signing in", () => {
  it.each([
    "/",
    "/dashboard",
    "/zh/gpus/h100-sxm?sort=price&offer=off_1#launch",
    "/launch?from=%2Fgpus",
  ])("keeps %s", (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "dashboard",
    "/\t/evil.example",
    "/a\r\nLocation: x",
    "/..//evil.example",
    "/.//evil.example",
    "/zh//evil.example",
    "/zh/.//evil.example",
    `/${"x".repeat(600)}`,
    "",
    null,
    undefined,
  ])("drops %j", (path) => {
    expect(safePath(path)).toBeNull();
  });
});
