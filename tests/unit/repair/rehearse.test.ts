import { expect, it } from "vitest";
import { type RehearsalFacts, rehearse, type Trouble } from "@/lib/repair/rehearse";
import { proposedPolicy } from "@/lib/repair-policy/schema";

const at = (text: string) => new Date(`2026-11-${text}Z`);
const trouble = (from: string, over: string | null, more: Partial<Trouble> = {}): Trouble => ({
  at: at(from),
  badSince: at(from),
  overAt: over === null ? null : at(over),
  fault: "unreachable",
  firstAct: "reboot",
  scope: "machine",
  ...more,
});
const played = (troubles: readonly Trouble[], more: Partial<RehearsalFacts> = {}) =>
  rehearse({
    policy: { ...proposedPolicy, data: "ephemeral" },
    troubles,
    machine: {
      stands: true,
      isStopped: false,
      canRestart: true,
      canStart: true,
      canRestartWorkload: false,
      hasVolume: false,
    },
    timeZone: "UTC",
    startMs: 120_000,
    launchedAt: 2_000_000n,
    ceiling: 2_400_000n,
    now: at("27T12:00:00"),
    ...more,
  });

it("says what would have been done, how much sooner it were well, and what could have been lost", () => {
  const rehearsal = played([
    trouble("20T01:00:00", "20T05:00:00"),
    trouble("24T01:00:00", null, { fault: "gone", firstAct: "recreate" }),
  ]);
  expect(rehearsal).toMatchObject({ restarts: 1, rebuilds: 1, minutesDown: 240 });
  expect(rehearsal.troubles.map(({ rung }) => rung)).toEqual(["reboot", "same-region"]);
  expect(rehearsal.troubles[0]?.minutesSaved).toBe(236);
  expect(rehearsal.troubles[1]?.minutesSaved).toBe(83 * 60 - 5);
  expect(rehearsal.atRiskPerDay).toBe("9.6");
});

it("counts no minute saved of what healed itself meanwhile, and says that it would have been restarted", () => {
  const [one] = played([trouble("20T01:00:00", "20T01:03:00")]).troubles;
  expect(one).toMatchObject({ rung: "reboot", minutesSaved: 0, healedItself: true });
});

it("keeps the limits of a day, and names what would have been in the way", () => {
  const often = [0, 2, 4, 6, 8, 10].map((hour) =>
    trouble(
      `20T${String(hour).padStart(2, "0")}:00:00`,
      `20T${String(hour).padStart(2, "0")}:50:00`,
    ),
  );
  const rehearsal = played(often);
  expect(rehearsal.restarts).toBe(5);
  expect(rehearsal.troubles.at(-1)).toMatchObject({ rung: null, reason: "too-many-repairs" });
});

it("waits between repairs that follow one another", () => {
  const rehearsal = played([
    trouble("20T01:00:00", "20T01:20:00"),
    trouble("20T01:30:00", "20T01:30:30"),
    trouble("20T01:40:00", "20T03:00:00"),
  ]);
  expect(rehearsal.troubles[1]).toMatchObject({ rung: null, healedItself: true });
  expect(rehearsal.troubles[2]).toMatchObject({ rung: "reboot" });
});
