import { expect, it } from "vitest";
import { pathOf } from "@/components/monitoring/sparkline";

it("draws neighbours as a line, a value alone as a dot, and a gap as nothing", () => {
  expect(pathOf([0, 50, 100], 100)).toBe("M0 20L36 10L72 0");
  expect(pathOf([null, 50, null], 100)).toBe("M36 10h0.01");
  expect(pathOf([100, null, 0], 100)).toBe("M0 0h0.01M72 20h0.01");
  expect(pathOf([null, null], 100)).toBe("");
});

it("keeps what is out of range at the edge", () => {
  expect(pathOf([150, -5], 100)).toBe("M0 0L72 20");
  expect(pathOf([0, 0], 0)).toBe("M0 20L72 20");
});
