import { describe, expect, it } from "vitest";
import { parseHttpCheck } from "@/lib/beginning/http-check";

describe("what a service is asked", () => {
  it("is a port and a path, and a text that the answer must hold", () => {
    expect(parseHttpCheck("8000/health")).toEqual({ port: 8_000, path: "/health", match: null });
    expect(parseHttpCheck(" 80/ ")).toEqual({ port: 80, path: "/", match: null });
    expect(parseHttpCheck("8000/v1/models?all=1 my model")).toEqual({
      port: 8_000,
      path: "/v1/models?all=1",
      match: "my model",
    });
  });

  it.each(["", "8000", "/health", "0/health", "65536/health", "8000 /health", "http://x/health"])(
    "is not %j",
    (text) => expect(parseHttpCheck(text)).toBeNull(),
  );

  it.each([
    "8000//victim.example:8443/x",
    "8000///victim.example",
    "8000/\\victim.example",
    "8000/a\\b",
  ])("is not %j, which names another host", (text) => expect(parseHttpCheck(text)).toBeNull());
});
