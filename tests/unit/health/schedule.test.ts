import fc from "fast-check";
import { expect, it } from "vitest";
import { firstRun, nextRun } from "@/lib/health/schedule";

const due = new Date("2026-11-27T00:00:00Z");
const later = (ms: number) => new Date(due.getTime() + ms);

it("spreads machines made at one moment over the interval, each at its own place", () => {
  const first = (id: number) => firstRun(`dep_${id}`, due, 60_000).getTime() - due.getTime();
  const all = Array.from({ length: 1_000 }, (_, id) => first(id));
  for (const tenth of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const here = all.filter((ms) => Math.floor(ms / 6_000) === tenth).length;
    expect(here).toBeGreaterThan(60);
  }
  expect(first(1)).toBe(first(1));
});

it("keeps a machine's beat within a tenth, however late a round began", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 1e7 }),
      (chance, lateMs) => {
        const next = nextRun(due, later(lateMs), { intervalMs: 60_000, chance });
        const step = 60_000 * (0.9 + 0.2 * chance);
        const from = lateMs < step ? due : later(lateMs);
        expect(Math.abs(next.getTime() - from.getTime() - step)).toBeLessThanOrEqual(1);
      },
    ),
  );
});
