import { describe, expect, it } from "vitest";
import { isBeginning, refusalToBegin } from "@/lib/billing/may-begin";
import { parseTier, tiers } from "@/lib/billing/tiers";
import { operationKinds } from "@/lib/operations/work";
import { surplusOf } from "@/lib/provider-keys/surplus-keys";

const key = (id: string, facts: { state?: string; age: number; chosen?: number }) => ({
  id,
  state: facts.state ?? "active",
  createdAt: new Date(1_000_000 - facts.age),
  chosenAt: facts.chosen === undefined ? null : new Date(facts.chosen),
});
const idsOf = (keys: readonly { id: string }[]) => keys.map(({ id }) => id);

describe("T23: what a tier is asked before it begins", () => {
  it("is what makes or starts something, and never what stops or ends it", () => {
    expect(operationKinds.filter(isBeginning)).toEqual(["create", "start", "repair"]);
    expect(isBeginning("attach-volume")).toBe(true);
    expect(isBeginning("toString")).toBe(false);
  });

  it("may begin on every tier under a key with room", () => {
    for (const tier of tiers) {
      expect(refusalToBegin("create", { tier, isKeyFrozen: false })).toBeNull();
    }
  });

  it("may not under a key without room, whatever is begun", () => {
    const facts = { tier: parseTier("basic"), isKeyFrozen: true };
    expect(refusalToBegin("create", facts)).toBe("key-frozen");
    expect(refusalToBegin("start", facts)).toBe("key-frozen");
    expect(refusalToBegin("attach-volume", facts)).toBe("key-frozen");
  });
});

describe("T22: the keys a tier has no room for", () => {
  const [old, mid, young] = [key("a", { age: 3 }), key("b", { age: 2 }), key("c", { age: 1 })];

  it("are all but the oldest, in whatever order they are read", () => {
    expect(idsOf(surplusOf([young, old, mid], "basic"))).toEqual(["b", "c"]);
    expect(idsOf(surplusOf([mid, young, old], "basic"))).toEqual(["b", "c"]);
  });

  it("are all but the one chosen last", () => {
    const chosen = [key("b", { age: 2, chosen: 5 }), key("c", { age: 1, chosen: 9 })];
    expect(idsOf(surplusOf([old, ...chosen], "basic"))).toEqual(["b", "a"]);
  });

  it("include a refused one first, even where it was chosen", () => {
    const refused = key("r", { age: 9, state: "refused", chosen: 9 });
    expect(idsOf(surplusOf([refused, young, mid], "basic"))).toEqual(["c", "r"]);
    expect(surplusOf([refused], "basic")).toEqual([]);
  });

  it("are none on a tier without a bound", () => {
    expect(surplusOf([old, mid, young], "pro")).toEqual([]);
  });

  it("are told apart by their ids where they are equally old", () => {
    const twins = [key("y", { age: 1 }), key("x", { age: 1 })];
    expect(idsOf(surplusOf(twins, "basic"))).toEqual(["y"]);
    expect(idsOf(surplusOf(twins.toReversed(), "basic"))).toEqual(["y"]);
  });
});
