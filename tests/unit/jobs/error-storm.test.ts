import { describe, expect, it } from "vitest";
import { watchStorm } from "@/lib/jobs/error-storm";

describe("an error storm", () => {
  it("is noticed once, at fifty errors within a second", () => {
    const isStorm = watchStorm(() => 0);
    const heard = Array.from({ length: 200 }, () => isStorm());
    expect(heard.indexOf(true)).toBe(49);
    expect(heard.filter(Boolean)).toHaveLength(1);
  });

  it("is not what errors spread over time are", () => {
    let atMs = 0;
    const isStorm = watchStorm(() => atMs);
    for (let turn = 0; turn < 500; turn += 1) {
      atMs += 100;
      expect(isStorm()).toBe(false);
    }
  });
});
