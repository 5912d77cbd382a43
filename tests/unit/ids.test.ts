import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";

describe("ids", () => {
  test("an id is its prefix and twenty letters that sort by nothing", () => {
    expect(newId("dep")).toMatch(/^dep_[0-9a-hjkmnp-tv-z]{20}$/);
  });

  test("ten thousand ids are all different and do not grow", () => {
    const ids = Array.from({ length: 10_000 }, () => newId("dep"));
    expect(new Set(ids).size).toBe(10_000);
    expect([...ids].sort()).not.toEqual(ids);
  });
});
