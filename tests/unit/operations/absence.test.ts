import fc from "fast-check";
import { expect, it } from "vitest";
import { type AbsenceFacts, countAbsence } from "@/lib/operations/absence";

const SETTLE_MS = 90_000;
const sentAt = new Date("2026-11-01T00:00:00Z");
const after = (seconds: number) => new Date(sentAt.getTime() + seconds * 1_000);

function lookAt(moments: readonly number[]) {
  let facts: AbsenceFacts = { absences: 0, lookedAt: null, sentAt };
  let proved = false;
  for (const moment of moments) {
    const verdict = countAbsence(facts, SETTLE_MS, after(moment));
    facts = { ...facts, absences: verdict.absences, lookedAt: verdict.lookedAt };
    proved = verdict.proved;
  }
  return proved;
}

it("proves a machine absent by three lists spread over the settle time", () => {
  expect(lookAt([30, 60])).toBe(false);
  expect(lookAt([30, 60, 90])).toBe(true);
});

it("takes looks in quick succession as one", () => {
  expect(lookAt([1, 2, 3, 4, 5])).toBe(false);
  expect(lookAt([89, 90, 91])).toBe(false);
});

it("never proves a machine absent before the settle time has passed", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 89 }), { maxLength: 40 }), (moments) => {
      expect(lookAt(moments.toSorted((a, b) => a - b))).toBe(false);
    }),
  );
});

it("proves it in the end when it looks again whenever it is told to", () => {
  let facts: AbsenceFacts = { absences: 0, lookedAt: null, sentAt };
  let atMs = sentAt.getTime();
  let looks = 0;
  for (let verdict = countAbsence(facts, SETTLE_MS, new Date(atMs)); !verdict.proved; ) {
    facts = { ...facts, absences: verdict.absences, lookedAt: verdict.lookedAt };
    atMs += verdict.lookAgainInMs;
    looks += 1;
    verdict = countAbsence(facts, SETTLE_MS, new Date(atMs));
  }
  expect(looks).toBeLessThanOrEqual(4);
});
