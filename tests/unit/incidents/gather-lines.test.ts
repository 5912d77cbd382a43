import { describe, expect, it } from "vitest";
import { gatherLines, type Happening } from "@/lib/incidents/gather-lines";

const start = Date.UTC(2026, 10, 27, 3);
let serial = 0;

function happening(afterS: number, more: Partial<Happening>): Happening {
  serial += 1;
  const at = new Date(start + afterS * 1_000);
  const bare = { machine: null, actor: null, data: {}, told: [] };
  return { id: String(serial), kind: "concluded", at, ...bare, ...more };
}

const machine = (number: number) => ({ id: `dep_${number}`, name: `llama-${number}` });
const silent = { fault: "unreachable", reason: "nothing-answers" };

describe("the story of an incident", () => {
  it("says once of all machines what is said of one after another", () => {
    const lines = gatherLines([
      happening(0, { kind: "seen" }),
      ...[1, 2, 3, 4, 5, 6, 7].map((number) =>
        happening(number, { machine: machine(number), data: silent }),
      ),
    ]);
    expect(lines).toMatchObject([
      { kind: "concluded", machineCount: 7, at: "2026-11-27T03:00:01.000Z" },
      { kind: "seen", machineCount: 0 },
    ]);
    expect(lines[0]?.until).toBe("2026-11-27T03:00:07.000Z");
    expect(lines[0]?.machines.map(({ name }) => name)).toEqual(
      [1, 2, 3, 4, 5].map((number) => `llama-${number}`),
    );
  });

  it("keeps apart what differs, and what something else stands between", () => {
    const lines = gatherLines([
      happening(1, { machine: machine(1), data: silent }),
      happening(2, { machine: machine(2), data: { ...silent, fault: "gone" } }),
      happening(3, { kind: "acknowledged", actor: "Ada" }),
      happening(4, { machine: machine(3), data: { ...silent, fault: "gone" } }),
    ]);
    expect(lines.map(({ kind, machineCount }) => [kind, machineCount])).toEqual([
      ["concluded", 1],
      ["acknowledged", 0],
      ["concluded", 1],
      ["concluded", 1],
    ]);
  });

  it("never makes one of two notes, and names a machine once that came back", () => {
    const lines = gatherLines([
      happening(1, { kind: "note", actor: "Ada", data: { text: "Same" } }),
      happening(2, { kind: "note", actor: "Ada", data: { text: "Same" } }),
      happening(3, { kind: "recovered", machine: machine(1) }),
      happening(4, { kind: "recovered", machine: machine(1) }),
    ]);
    expect(lines.map(({ kind, machineCount }) => [kind, machineCount])).toEqual([
      ["recovered", 1],
      ["note", 0],
      ["note", 0],
    ]);
  });

  it("stands in the order of time, whatever order it is read in", () => {
    const lines = gatherLines([
      happening(9, { kind: "over" }),
      happening(0, { kind: "seen" }),
      happening(5, { kind: "told", data: { type: "deployment.lost" } }),
    ]);
    expect(lines.map(({ kind }) => kind)).toEqual(["over", "told", "seen"]);
  });
});
