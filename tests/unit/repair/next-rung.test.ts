import { describe, expect, it } from "vitest";
import { nextRung, type RepairFacts } from "@/lib/repair/next-rung";
import { proposedPolicy, type RepairPolicy } from "@/lib/repair-policy/schema";

const now = new Date("2026-11-27T10:00:00Z");
const soon = new Date("2026-11-27T10:05:00Z");
const policy = (more: Partial<RepairPolicy> = {}): RepairPolicy => ({
  ...proposedPolicy,
  data: "ephemeral",
  highest: "other-provider",
  ...more,
});
const facts = (more: Partial<RepairFacts> = {}): RepairFacts => ({
  policy: policy(),
  isInPlan: true,
  isWanted: true,
  isBusy: false,
  paused: null,
  windowUntil: null,
  health: {
    isUnwell: true,
    fault: "unreachable",
    firstAct: "reboot",
    scope: "machine",
    isFlapping: false,
  },
  keyState: "active",
  hasNoCredit: false,
  backOffUntil: null,
  repairsToday: 0,
  rebuildsToday: 0,
  dayFreeAt: null,
  tried: [],
  waiting: null,
  isExhausted: false,
  machine: {
    stands: true,
    isStopped: false,
    canRestart: true,
    canStart: true,
    canRestartWorkload: false,
    hasVolume: false,
  },
  ...more,
});
const due = (more: Partial<RepairFacts> = {}) => {
  const found = nextRung(facts(more), now);
  return found.kind === "act" ? found.rung : found.kind === "hold" ? found.reason : found.kind;
};
const health = (more: Partial<RepairFacts["health"]>) => ({ ...facts().health, ...more });
const machine = (more: Partial<RepairFacts["machine"]>) => ({ ...facts().machine, ...more });

describe("the ladder", () => {
  it("goes from the mildest thing to the furthest, and ends", () => {
    const tried: RepairFacts["tried"][number][] = [];
    const went: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      const rung = nextRung(facts({ tried: [...tried] }), now);
      went.push(rung.kind === "act" ? rung.rung : rung.kind);
      if (rung.kind !== "act") break;
      tried.push(rung.rung);
    }
    expect(went).toEqual(["reboot", "same-region", "other-region", "other-provider", "exhausted"]);
  });

  it.each([
    ["app-down", "restart-workload", "reboot"],
    ["gone", "recreate", "same-region"],
    ["gpu-lost", "reboot", "reboot"],
    ["gpu-worn", "reboot-in-window", "nothing-helps"],
    ["resource", "notice", "nothing-helps"],
    ["control-plane", "freeze", "nothing-helps"],
  ] as const)("begins for %s with %s by %s", (fault, firstAct, expected) => {
    expect(due({ health: health({ fault, firstAct }) })).toBe(expected);
  });

  it("restarts what runs on a machine before the machine, where it can", () => {
    const asked = health({ fault: "app-down", firstAct: "restart-workload" });
    expect(due({ health: asked, machine: machine({ canRestartWorkload: true }) })).toBe(
      "restart-workload",
    );
  });

  it("starts a machine again that its provider stopped, and makes anew what is gone", () => {
    const gone = health({ fault: "gone", firstAct: "recreate" });
    expect(due({ health: gone, machine: machine({ isStopped: true }) })).toBe("reboot");
    expect(due({ health: gone, machine: machine({ isStopped: true, canStart: false }) })).toBe(
      "same-region",
    );
    expect(due({ health: gone, machine: machine({ stands: false }) })).toBe("same-region");
  });

  it("skips a restart that the provider does not offer", () => {
    expect(due({ machine: machine({ canRestart: false }) })).toBe("same-region");
  });

  it("makes nothing anew where the whole region is in trouble", () => {
    const there = health({ fault: "unreachable", firstAct: "recreate", scope: "region" });
    expect(due({ health: there })).toBe("other-region");
    expect(due({ health: there, policy: policy({ highest: "same-region" }) })).toBe("region-down");
  });

  it("stops where the policy does", () => {
    const only = policy({ highest: "reboot" });
    expect(due({ policy: only, tried: ["reboot"] })).toBe("exhausted");
    expect(due({ policy: policy({ highest: "restart-workload" }) })).toBe("rung-forbidden");
  });
});

describe("data", () => {
  it("asks before a disk is lost, unless it is lost already", () => {
    const asks = { policy: policy({ data: "ask" }), tried: ["reboot" as const] };
    expect(due(asks)).toBe("data-asks");
    expect(due({ ...asks, machine: machine({ stands: false }) })).toBe("same-region");
  });

  it("goes with its volume, which lives in one region", () => {
    const kept = { policy: policy({ data: "volume" }), tried: ["reboot" as const] };
    expect(due(kept)).toBe("no-volume");
    const withVolume = machine({ hasVolume: true });
    expect(due({ ...kept, machine: withVolume })).toBe("same-region");
    expect(due({ ...kept, machine: withVolume, tried: ["reboot", "same-region"] })).toBe(
      "exhausted",
    );
  });
});

describe("what is in the way", () => {
  it.each([
    ["off", { policy: null }],
    ["not-in-plan", { isInPlan: false }],
    ["not-wanted", { isWanted: false }],
    ["not-unwell", { health: health({ isUnwell: false }) }],
    ["busy", { isBusy: true }],
    ["paused", { paused: true as const }],
    ["paused", { paused: soon }],
    ["maintenance", { windowUntil: soon }],
    ["blind", { health: health({ scope: "us" }) }],
    ["key-refused", { keyState: "refused" as const }],
    ["key-frozen", { keyState: "frozen" as const }],
    ["no-credit", { hasNoCredit: true }],
    ["exhausted", { isExhausted: true }],
    ["flapping", { health: health({ isFlapping: true }) }],
    ["too-many-repairs", { repairsToday: 5 }],
    ["backing-off", { backOffUntil: soon }],
    ["no-offer", { waiting: { reason: "no-offer" as const, until: soon } }],
    ["too-many-rebuilds", { rebuildsToday: 3, tried: ["reboot" as const] }],
  ])("is named: %s", (reason, more) => {
    expect(due(more)).toBe(reason);
  });

  it("is over once its time has come", () => {
    const past = new Date("2026-11-27T09:59:59Z");
    expect(due({ backOffUntil: past })).toBe("reboot");
    expect(due({ waiting: { reason: "no-offer", until: past } })).toBe("reboot");
  });

  it("says until when, where time alone lifts it", () => {
    expect(nextRung(facts({ windowUntil: soon }), now)).toMatchObject({ until: soon });
    expect(nextRung(facts({ paused: soon }), now)).toMatchObject({ until: soon });
    expect(nextRung(facts({ paused: true }), now)).toMatchObject({ until: null });
  });

  it("never stops a repair half way because of the fifth repair of the day", () => {
    expect(due({ repairsToday: 5, tried: ["reboot"] })).toBe("same-region");
  });
});
