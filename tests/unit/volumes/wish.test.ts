import { describe, expect, it } from "vitest";
import type { Volume } from "@/lib/providers/contract";
import { nextMove } from "@/lib/volumes/wish";

const now = new Date("2026-11-25T12:00:00Z");
const times = { now, giveUpAfterMs: 900_000 };
const volume: Volume = {
  id: "v1",
  name: "data",
  sizeGb: 100,
  region: null,
  attachedTo: [],
  ratePerHourMicros: null,
  createdAt: null,
  nativeStatus: "active",
};
const on = (...attachedTo: string[]): Volume => ({ ...volume, attachedTo });
const wished = (wish: string, minutesAgo = 0) => ({
  wish,
  wishInstanceId: wish === "delete" ? null : "m1",
  wishedAt: new Date(now.getTime() - minutesAgo * 60_000),
});

describe("what comes next for a volume's wish", () => {
  it.each([
    ["attach", on("m1")],
    ["detach", on()],
    ["detach", on("m2")],
    ["detach", null],
    ["delete", null],
  ] as const)("%s is met by what the account shows", (wish, found) => {
    expect(nextMove(wished(wish), found, times)).toEqual({ kind: "end", failure: null });
  });

  it.each([
    ["attach", on()],
    ["detach", on("m1")],
    ["delete", on()],
  ] as const)("%s is asked for until it is met", (wish, found) => {
    expect(nextMove(wished(wish), found, times)).toEqual({ kind: "act" });
  });

  it.each([
    ["delete", on("m1")],
    ["attach", on("m2")],
  ] as const)("%s is given up where the volume was put to a machine meanwhile", (wish, found) => {
    expect(nextMove(wished(wish), found, times)).toEqual({ kind: "end", failure: "conflict" });
  });

  it("gives up what the provider did not do in a quarter of an hour, and says so", () => {
    expect(nextMove(wished("delete", 16), on(), times)).toEqual({
      kind: "end",
      failure: "transient",
    });
  });

  it("cannot attach a volume that is gone", () => {
    expect(nextMove(wished("attach"), null, times)).toEqual({ kind: "end", failure: "not-found" });
  });
});
