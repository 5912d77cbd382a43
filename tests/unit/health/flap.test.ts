import fc from "fast-check";
import { expect, it } from "vitest";
import { fade, steady, turn } from "@/lib/health/flap";

const start = new Date("2026-11-27T00:00:00Z");
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

it("takes three turns in a few minutes for flapping, and three in an hour not", () => {
  const fast = [1, 2, 3].reduce((flap, at) => turn(flap, minutes(at)), steady(start));
  expect(fast.isFlapping).toBe(true);
  const slow = [20, 40, 60].reduce((flap, at) => turn(flap, minutes(at)), steady(start));
  expect(slow.isFlapping).toBe(false);
});

it("calms down well under the line that made it flap", () => {
  const fast = [0, 1, 2].reduce((flap, at) => turn(flap, minutes(at)), steady(start));
  expect(fade(fast, minutes(20)).isFlapping).toBe(true);
  expect(fade(fast, minutes(35))).toMatchObject({ isFlapping: false });
});

it("only ever fades between turns, however often it is looked at", () => {
  const looks = fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 30 });
  fc.assert(
    fc.property(looks, (steps) => {
      const one = turn(steady(start), start);
      let at = 0;
      const many = steps.reduce((flap, step) => {
        at += step;
        const next = fade(flap, minutes(at / 60));
        expect(next.score).toBeLessThanOrEqual(flap.score);
        return next;
      }, one);
      expect(many.score).toBeCloseTo(fade(one, minutes(at / 60)).score, 6);
    }),
  );
});
