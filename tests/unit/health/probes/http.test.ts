import { expect, it } from "vitest";
import type { Target } from "@/lib/health/probes/contract";
import { httpProbe } from "@/lib/health/probes/http/probe";

const { signal } = new AbortController();
const target: Target = {
  deploymentId: "dep_1",
  gpuCount: 1,
  ssh: { host: "198.18.0.7", port: 22_022, user: "user" },
  publicPorts: [],
  httpCheck: "8000/health",
  inside: null,
  heartbeat: null,
  hasOwnAddress: false,
  hasAnswered: true,
  isSuspect: false,
  isDeep: false,
  errorsBase: {},
};

it("asks nothing at an address that others share, and says so", async () => {
  expect(httpProbe.asks(target)).toBe(true);
  expect(await httpProbe.run(target, signal)).toEqual({
    kind: "http",
    ok: null,
    ms: 0,
    word: "shared-address",
  });
});

it("says of a machine without any address that there is none", async () => {
  expect(await httpProbe.run({ ...target, ssh: null }, signal)).toMatchObject({
    ok: null,
    word: "no-address",
  });
});

it("has nothing to ask where nobody wished it", () => {
  expect(httpProbe.asks({ ...target, httpCheck: null })).toBe(false);
});
