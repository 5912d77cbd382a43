import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { fewAtATime } from "@/lib/providers/few-at-a-time";

describe("asking for many things", () => {
  it("never asks for more than so many at once, and keeps their order", async () => {
    let running = 0;
    let most = 0;
    const answers = await fewAtATime([5, 1, 4, 2, 3], 2, async (turns) => {
      running += 1;
      most = Math.max(most, running);
      for (let count = 0; count < turns; count += 1) await turn();
      running -= 1;
      return turns * 10;
    });
    expect(answers).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  it("fails when one fails, and answers nothing for nothing", async () => {
    const failing = fewAtATime([1, 2, 3], 2, async (one) => {
      if (one === 2) throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await fewAtATime([], 4, async () => 1)).toEqual([]);
  });
});
