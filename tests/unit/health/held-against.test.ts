import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/health/probes/contract";
import { blank, heldAgainst, readRound } from "@/lib/health/verdict";

const tcp: Finding = { kind: "tcp", ok: true, ms: 3, word: "connected" };
const fine: Finding = { kind: "gpu", ok: true, ms: 30, word: "gpu-fine" };
const unseen: Finding = { kind: "gpu", ok: null, ms: 30, word: "no-entry" };
const lost = { ...blank, says: "unhealthy", fault: "gpu-lost" } as const;
const silent = { ...blank, says: "unhealthy", fault: "unreachable" } as const;

function outcomeOf(before: typeof lost | typeof silent, findings: Finding[], inside = true) {
  const round = readRound(findings);
  return heldAgainst(before, round, { findings, isWatchedInside: inside }).outcome;
}

describe("a round after trouble", () => {
  it("that was seen inside is no recovery while only the network answers", () => {
    expect(outcomeOf(lost, [tcp])).toBe("none");
    expect(outcomeOf(lost, [tcp, unseen])).toBe("none");
    expect(outcomeOf(lost, [tcp, fine])).toBe("good");
  });

  it("counts from outside once nobody looks inside any more", () => {
    expect(outcomeOf(lost, [tcp], false)).toBe("good");
  });

  it("that was seen from outside counts as it is", () => {
    expect(outcomeOf(silent, [tcp])).toBe("good");
  });

  it("is bad whatever was seen before", () => {
    const gone: Finding = {
      kind: "tcp",
      ok: false,
      ms: 5_000,
      word: "timeout",
      fault: "unreachable",
    };
    expect(outcomeOf(lost, [gone])).toBe("bad");
  });
});
