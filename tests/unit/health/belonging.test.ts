import { expect, it } from "vitest";
import { belonging, type Sight } from "@/lib/health/belonging";
import type { FaultClass, Verdict } from "@/lib/health/types";

const standing = (verdict: Verdict, fault: FaultClass | null = null) => ({
  verdict,
  fault,
  firstAct: null,
});
const sight = (more: Partial<Sight> = {}): Sight => ({
  scope: "machine",
  isFlapping: false,
  cause: null,
  ...more,
});

it.each([
  ["a machine's own silence", standing("unhealthy", "unreachable"), sight(), "machine"],
  [
    "the silence of a region",
    standing("unhealthy", "unreachable"),
    sight({ scope: "region" }),
    "region",
  ],
  [
    "another fault in a region that is silent",
    standing("unhealthy", "gpu-lost"),
    sight({ scope: "region", cause: "region" }),
    "machine",
  ],
  [
    "a machine that its provider lost with its region",
    standing("unhealthy", "gone"),
    sight({ scope: "region" }),
    "region",
  ],
  [
    "silence that began with its region's",
    standing("unhealthy", "unreachable"),
    sight({ cause: "region" }),
    "as-before",
  ],
  [
    "silence that goes on once we see again",
    standing("unhealthy", "unreachable"),
    sight({ cause: "us" }),
    "machine",
  ],
  ["what we do not see", standing("unknown", "unreachable"), sight({ scope: "us" }), "us"],
  [
    "a provider that cannot be asked",
    standing("unknown"),
    sight({ cause: "machine" }),
    "as-before",
  ],
  ["a first failure", standing("suspect", "unreachable"), sight(), "as-before"],
  ["a machine that is well", standing("healthy"), sight({ cause: "machine" }), "none"],
  [
    "a machine that is well in turns",
    standing("healthy"),
    sight({ isFlapping: true }),
    "as-before",
  ],
] as const)("says whose incident it is: %s", (_what, next, seen, expected) => {
  expect(belonging(next, seen)).toBe(expected);
});
