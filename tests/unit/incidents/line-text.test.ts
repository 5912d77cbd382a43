import { expect, it } from "vitest";
import { speak } from "@/lib/i18n/translator";
import { lineText, type SayText } from "@/lib/incidents/line-text";
import type { LineView } from "@/lib/incidents/types";

const say: SayText = (key, values) => {
  const dot = key.indexOf(".");
  return speak("en", key.slice(0, dot))(key.slice(dot + 1), values);
};

const line = (more: Partial<LineView>): LineView => ({
  id: "1",
  kind: "concluded",
  at: "2026-11-27T03:00:00.000Z",
  until: "2026-11-27T03:00:00.000Z",
  machines: [{ id: "dep_1", name: "llama" }],
  machineCount: 1,
  actor: null,
  data: {},
  told: [],
  ...more,
});

it.each([
  ["one machine", line({ data: { fault: "gpu-lost" } }), "llama: not well, a GPU is lost"],
  [
    "several of a region",
    line({ machineCount: 3, data: { fault: "unreachable", scope: "region" } }),
    "llama and 2 more: nothing answers over the network, together with others of the region",
  ],
  [
    "another fault",
    line({ kind: "other-fault", data: { from: "gone", to: "gpu-lost" } }),
    "Now something else is wrong: a GPU is lost",
  ],
  [
    "somebody who is gone",
    line({ kind: "acknowledged" }),
    "somebody who has left the team is on it",
  ],
  [
    "what was told",
    line({ kind: "told", data: { type: "deployment.lost" } }),
    "Told: the machine died",
  ],
  [
    "what a repair did",
    line({ kind: "repair-act", data: { rung: "reboot" } }),
    "llama: restarting it",
  ],
  [
    "an event of a later release",
    line({ kind: "told", data: { type: "deployment.sung" } }),
    "Told: deployment.sung",
  ],
] as const)("puts %s into words", (_what, given, text) => {
  expect(lineText(given, say).text).toBe(text);
});

it("adds why, and to a note what was noted, as it was written", () => {
  const why = lineText(line({ data: { fault: "unreachable", reason: "nothing-answers" } }), say);
  expect(why.more).toBe("Nothing of it answered, however it was asked.");
  const blocked = lineText(line({ kind: "repair-blocked", data: { reason: "paused" } }), say);
  expect(blocked.more).toBe("Repair is paused.");
  const note = line({ kind: "note", actor: "Ada", data: { text: "{name} <b>x</b>" } });
  expect(lineText(note, say)).toEqual({ text: "Ada noted", more: "{name} <b>x</b>" });
});
