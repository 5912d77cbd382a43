import { describe, expect, it } from "vitest";
import { FRESH_MS } from "@/lib/deployments/idle/freshness";
import { type IdleFacts, idleStep } from "@/lib/deployments/idle/idle-step";

const now = new Date("2026-11-27T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const idle: IdleFacts = {
  rule: { act: "stop", minutes: 240 },
  idleSince: minutesAgo(250),
  seenAt: minutesAgo(4),
  toldSince: null,
  isAtRest: true,
  mayStop: true,
};

const stepOf = (facts: Partial<IdleFacts>) => idleStep({ ...idle, ...facts }, now, FRESH_MS);

describe("an idle rule", () => {
  it("stops a machine that did nothing for long enough, and tells where it is to tell", () => {
    expect(stepOf({})).toBe("stop");
    expect(stepOf({ rule: { act: "tell", minutes: 240 } })).toBe("tell");
  });

  it("does nothing when it is off", () => {
    expect(stepOf({ rule: { act: "off", minutes: 240 } })).toBe("wait");
  });

  it("counts from the first look that saw nothing to the last, not to now", () => {
    expect(stepOf({ idleSince: minutesAgo(243), seenAt: minutesAgo(4) })).toBe("wait");
    expect(stepOf({ idleSince: minutesAgo(244), seenAt: minutesAgo(4) })).toBe("stop");
  });

  it("never touches a machine of which it has no fresh figures", () => {
    expect(stepOf({ seenAt: null })).toBe("wait");
    expect(stepOf({ seenAt: minutesAgo(16), idleSince: minutesAgo(1_000) })).toBe("wait");
    expect(stepOf({ seenAt: new Date(now.getTime() + 60_000) })).toBe("wait");
    expect(stepOf({ idleSince: null })).toBe("wait");
  });

  it("leaves a machine alone that something is being done to", () => {
    expect(stepOf({ isAtRest: false })).toBe("wait");
  });

  it("acts once on each idleness", () => {
    expect(stepOf({ toldSince: idle.idleSince })).toBe("wait");
    expect(stepOf({ toldSince: minutesAgo(900) })).toBe("stop");
  });

  it("tells where stopping is not possible or saves nothing", () => {
    expect(stepOf({ mayStop: false })).toBe("tell");
  });
});
