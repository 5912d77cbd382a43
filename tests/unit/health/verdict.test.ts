import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/health/probes/contract";
import type { FaultClass } from "@/lib/health/types";
import {
  afterRound,
  blank,
  type Memory,
  type Round,
  readRound,
  standing,
} from "@/lib/health/verdict";

const at = new Date("2026-11-27T00:00:00Z");
const running = { at, isStarting: false };

function found(kind: Finding["kind"], ok: boolean | null, fault?: FaultClass): Finding {
  return { kind, ok, ms: 1, word: "x", ...(fault && { fault }) };
}
const good: Round = { outcome: "good", reason: "all-fine", fault: null, firstAct: null };
const none: Round = { ...good, outcome: "none", reason: "no-opinion" };
function bad(fault: FaultClass): Round {
  return { outcome: "bad", reason: "nothing-answers", fault, firstAct: "reboot" };
}
function memoryOf(rounds: readonly Round[], from: Memory = blank): Memory {
  return rounds.reduce((memory, round) => afterRound(memory, round, running), from);
}

describe("a round", () => {
  it("is bad as unreachable only if everything over the network failed", () => {
    const down = found("tcp", false, "unreachable");
    expect(readRound([down])).toMatchObject({ outcome: "bad", fault: "unreachable" });
    expect(readRound([down, found("http", false, "unreachable")]).fault).toBe("unreachable");
    expect(readRound([down, found("heartbeat", true)]).outcome).toBe("good");
    expect(readRound([down, found("gpu", true)]).outcome).toBe("good");
  });

  it("is bad as a service that is down only if something else answered", () => {
    const silent = found("http", false, "unreachable");
    expect(readRound([found("tcp", true), silent])).toMatchObject({
      fault: "app-down",
      firstAct: "restart-workload",
    });
    expect(readRound([silent]).fault).toBe("unreachable");
    expect(readRound([found("http", false, "app-down")]).fault).toBe("app-down");
  });

  it("believes what a GPU shows of itself before all else", () => {
    const sign = { ...found("gpu", false, "gpu-fault"), firstAct: "recreate" } as const;
    expect(readRound([found("tcp", true), sign])).toMatchObject({
      fault: "gpu-fault",
      firstAct: "recreate",
    });
  });

  it("without an opinion is held against nobody", () => {
    expect(readRound([]).outcome).toBe("none");
    expect(readRound([found("gpu", null), found("heartbeat", null)]).outcome).toBe("none");
    expect(memoryOf([none, none, none, none])).toEqual(blank);
  });
});

describe("the verdict of the probes", () => {
  it("is suspect at the first failure and unhealthy at three bad rounds of four", () => {
    const down = bad("unreachable");
    expect(memoryOf([good, down]).says).toBe("suspect");
    expect(memoryOf([good, down, down]).says).toBe("suspect");
    expect(memoryOf([good, down, down, down])).toMatchObject({ says: "unhealthy", badSince: at });
    expect(memoryOf([good, down, good, down, down]).says).toBe("unhealthy");
    expect(memoryOf([good, down, good, down, good]).says).toBe("suspect");
  });

  it("is unhealthy at once at a hard sign", () => {
    expect(memoryOf([good, bad("gpu-lost")])).toMatchObject({
      says: "unhealthy",
      fault: "gpu-lost",
    });
    expect(memoryOf([good, bad("gpu-fault")]).says).toBe("suspect");
  });

  it("is healthy again after two good rounds", () => {
    const ill = memoryOf([good, bad("unreachable"), bad("unreachable"), bad("unreachable")]);
    expect(memoryOf([good], ill).says).toBe("unhealthy");
    expect(memoryOf([good, good], ill)).toMatchObject({
      says: "healthy",
      fault: null,
      badSince: null,
    });
  });

  it("does not count what fails while a machine is starting", () => {
    const starting = { at, isStarting: true };
    const down = afterRound(blank, bad("unreachable"), starting);
    expect(down.says).toBeNull();
    expect(afterRound(down, good, starting).says).toBe("healthy");
  });

  it("says another fault once it was seen twice", () => {
    const ill = memoryOf([bad("app-down"), bad("app-down"), bad("app-down")]);
    expect(memoryOf([bad("unreachable"), bad("unreachable")], ill).fault).toBe("unreachable");
  });

  it("is never unhealthy on less than three soft failures, in any order of rounds", () => {
    const rounds = fc.array(fc.constantFrom(good, none, bad("unreachable"), bad("app-down")), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rounds, (some) => {
        let memory = blank;
        const told: string[] = [];
        for (const round of some) {
          const before = memory;
          memory = afterRound(memory, round, running);
          if (round.outcome !== "none") told.push(round.outcome);
          const last = told.slice(-4);
          const turned = memory.says === "unhealthy" && before.says !== "unhealthy";
          if (turned) expect(last.filter((one) => one === "bad").length).toBeGreaterThanOrEqual(3);
          const healed = memory.says === "healthy" && before.says === "unhealthy";
          if (healed) expect(last.slice(-2)).toEqual(["good", "good"]);
          expect(memory.says === "healthy" || memory.says === null).toBe(memory.badSince === null);
          expect(memory.fault === null).toBe(memory.badSince === null);
        }
      }),
    );
  });
});

describe("the one verdict", () => {
  it("believes a provider that says a machine is gone, whatever answers", () => {
    expect(standing("unhealthy", memoryOf([good]))).toEqual({
      verdict: "unhealthy",
      fault: "gone",
      firstAct: "recreate",
    });
  });

  it("believes the probes where the provider says that it runs, or says nothing", () => {
    const ill = memoryOf([bad("unreachable"), bad("unreachable"), bad("unreachable")]);
    for (const provider of ["healthy", "unknown"] as const) {
      expect(standing(provider, ill)).toMatchObject({ verdict: "unhealthy", fault: "unreachable" });
      expect(standing(provider, memoryOf([good])).verdict).toBe("healthy");
    }
  });

  it("is the provider's where nothing is probed", () => {
    expect(standing("healthy", blank).verdict).toBe("healthy");
    expect(standing("unknown", blank).verdict).toBe("unknown");
  });
});

it("never has a machine restarted because of a heartbeat that stays away, alone", () => {
  const missing = found("heartbeat", false, "unreachable");
  expect(readRound([missing])).toMatchObject({ fault: "unreachable", firstAct: "notice" });
  expect(readRound([missing, found("tcp", false, "unreachable")])).toMatchObject({
    firstAct: "reboot",
  });
  expect(readRound([missing, found("tcp", true)]).outcome).toBe("good");
});
