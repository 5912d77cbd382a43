import { expect, it } from "vitest";
import { stretchPoints } from "@/components/deployments/health/stretch-points";

const stretch = (fromAt: string, badRounds = 0) => ({
  fromAt,
  rounds: 4,
  badRounds,
  answerMs: 12,
  gpuUse: null,
  gpuMemory: null,
  gpuTemperature: null,
  gpuWatts: null,
});

it("draws a gap where nobody looked", () => {
  const points = stretchPoints({
    stretchSeconds: 900,
    stretches: [stretch("2026-11-27T00:00:00.000Z"), stretch("2026-11-27T00:45:00.000Z", 1)],
  });
  expect(points.map(({ answerMs, failedPercent }) => [answerMs, failedPercent])).toEqual([
    [12, 0],
    [null, null],
    [null, null],
    [12, 25],
  ]);
  expect(stretchPoints({ stretchSeconds: 900, stretches: [] })).toEqual([]);
});
