import { expect, test } from "vitest";
import { restartAfter } from "@/scripts/launch/restart-policy";

const second = 1_000;

test("a first crash is answered by a start half a second later", () => {
  expect(restartAfter([10 * second])).toBe(500);
});

test("the wait doubles with each crash of the last minute", () => {
  expect(restartAfter([0, 2 * second, 4 * second])).toBe(2_000);
});

test("the fifth crash within a minute is the last", () => {
  expect(restartAfter([0, 1, 2, 3, 59].map((at) => at * second))).toBe("give-up");
});

test("crashes more than a minute apart never add up", () => {
  expect(restartAfter([0, 61, 122, 183, 244, 305].map((at) => at * second))).toBe(500);
});
