import { describe, expect, it } from "vitest";
import type { Scope } from "@/lib/health/blindness";
import { type Before, followUpOf } from "@/lib/health/follow-up";
import type { Standing } from "@/lib/health/verdict";

const well: Standing = { verdict: "healthy", fault: null, firstAct: null };
const suspect: Standing = { verdict: "suspect", fault: "unreachable", firstAct: "reboot" };
const ill: Standing = { ...suspect, verdict: "unhealthy" };
const unseen: Standing = { ...suspect, verdict: "unknown", firstAct: "freeze" };
const unknown: Standing = { ...well, verdict: "unknown" };

function from(before: Standing, more: Partial<Before> = {}) {
  const stored: Before = {
    ...before,
    scope: before.fault && "machine",
    isFlapping: false,
    ...more,
  };
  return (next: Standing, scope: Scope | null = next.fault ? "machine" : null) =>
    followUpOf(stored, next, scope);
}

describe("what follows from a verdict", () => {
  it("is nothing where it stands there already", () => {
    for (const one of [well, suspect, ill, unseen, unknown]) {
      expect(from(one)(one)).toBe("nothing");
    }
    expect(from(ill, { scope: "region" })(ill, null)).toBe("nothing");
  });

  it("is the verdict alone between well and suspect", () => {
    expect(from(well)(suspect)).toBe("verdict");
    expect(from(suspect)(well)).toBe("verdict");
    expect(from(unknown)(well)).toBe("verdict");
    expect(from(unknown)(suspect)).toBe("verdict");
  });

  it("is a conclusion where people may hear of it, or something is open", () => {
    expect(from(suspect)(ill)).toBe("conclusion");
    expect(from(suspect)(unseen)).toBe("conclusion");
    expect(from(ill)(well)).toBe("conclusion");
    expect(from(unseen)(well)).toBe("conclusion");
    expect(from(ill)(ill, "region")).toBe("conclusion");
    expect(from(well, { isFlapping: true })(well)).toBe("conclusion");
  });
});
