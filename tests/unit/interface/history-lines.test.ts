import { describe, expect, it } from "vitest";
import { bandPath, priceTicks, stepPath } from "@/components/prices/gpu/history-lines";
import type { ChartPoint } from "@/components/prices/gpu/history-points";

const extent = { fromMs: 0, toMs: 100, top: 10 };

function point(atMs: number, demand: number | null, span?: readonly [number, number]): ChartPoint {
  return { atMs, demand, spot: null, demandSpan: span ?? null, spotSpan: null };
}

describe("the drawing of a price history", () => {
  it("lets each price stand until the next one", () => {
    const points = [point(0, 4), point(50, 2), point(100, 2)];
    expect(stepPath(points, "demand", extent)).toBe("M0 60L50 60L50 80L100 80");
  });

  it("draws no line through what nobody saw", () => {
    const points = [point(0, 4), point(20, 4), point(40, null), point(60, 5), point(100, 5)];
    expect(stepPath(points, "demand", extent)).toBe("M0 60L20 60M60 50L100 50");
  });

  it("is empty where no price was seen", () => {
    expect(stepPath([point(0, 4)], "spot", extent)).toBe("");
    expect(bandPath([point(0, 4)], "demand", extent)).toBe("");
  });

  it("closes the band of a day's lows and highs", () => {
    const points = [point(0, 4, [2, 6]), point(100, 4, [2, 6])];
    expect(bandPath(points, "demand", extent)).toBe("M0 40L100 40L100 80L0 80Z");
  });

  it("stays inside where there is but one moment", () => {
    expect(stepPath([point(5, 4)], "demand", { ...extent, fromMs: 5, toMs: 5 })).toBe("M0 60");
  });
});

describe("the axis of prices", () => {
  it.each([
    [2.99, [0, 1, 2, 3]],
    [8, [0, 2, 4, 6, 8]],
    [0.13, [0, 0.05, 0.1, 0.15]],
    [98.32, [0, 25, 50, 75, 100]],
    [0, [0, 0.25, 0.5, 0.75, 1]],
  ])("up to %s dollars says %j", (top, ticks) => {
    expect(priceTicks(top)).toEqual(ticks);
  });
});
