import { expect, it } from "vitest";
import { sideBySide } from "@/lib/health/side-by-side";

it("runs so many at a time, in their order, and goes on after one that failed", async () => {
  const inTurn = sideBySide(2);
  const running = { now: 0, most: 0 };
  const ended: number[] = [];
  const work = (number: number) =>
    inTurn(async () => {
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      await new Promise((next) => setImmediate(next));
      running.now -= 1;
      if (number === 1) throw new Error("it failed");
      ended.push(number);
    });
  const ends = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(work));
  expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(ended).toEqual([0, 2, 3, 4, 5]);
  expect(running.most).toBe(2);
});
