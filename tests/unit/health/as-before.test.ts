import { describe, expect, it } from "vitest";
import type { Deployment, HealthState } from "@/lib/generated/prisma/client";
import { isAsBefore } from "@/lib/health/as-before";
import type { Instance } from "@/lib/providers/contract";

const at = new Date("2026-11-25T12:00:00Z");
const row: Deployment = {
  id: "dep_1",
  teamId: "tea_1",
  projectId: "prj_1",
  providerKeyId: "key_1",
  name: "one",
  providerId: "runpod",
  desired: "running",
  desiredGeneration: 1,
  settledGeneration: 1,
  restartRequested: false,
  status: "running",
  statusReason: null,
  statusSince: at,
  providerInstanceId: "m1",
  offerId: "off_1",
  gpuModel: "h100-sxm",
  gpuSpelling: "H100",
  gpuCount: 1,
  instanceType: "H100",
  region: "US-WA-1",
  tier: null,
  image: null,
  diskGb: 40,
  ports: [8888],
  authorizedKeys: null,
  command: null,
  httpCheck: null,
  repairPolicy: null,
  repairPausedAt: null,
  repairPausedUntil: null,
  repairLookedAt: null,
  watchInside: false,
  hostKey: null,
  hostKeyShown: null,
  idleAct: null,
  idleMinutes: null,
  idleToldSince: null,
  templateId: null,
  environment: {},
  secrets: {},
  startupScript: null,
  pricingModel: "on-demand",
  maxPerHourMicros: null,
  volumeId: null,
  stopMode: "stop",
  origin: "launch",
  leaseEndsAt: null,
  leaseSpendMicros: null,
  leaseAct: null,
  leaseWarnedAt: null,
  leaseEndedAt: null,
  leaseGeneration: null,
  firstRunningAt: at,
  receiptPerHourMicros: 3_300_000n,
  receiptAt: at,
  quotedPerHourMicros: 3_290_000n,
  quotedAt: at,
  ratePerHourMicros: 3_300_000n,
  stoppedPerHourMicros: 10_000n,
  billedMicros: null,
  billCheckAt: null,
  comparedAt: null,
  comparedCountedMicros: null,
  comparedBilledMicros: null,
  comparedUnitMicros: null,
  sshHost: "198.51.100.1",
  sshPort: 22,
  sshUser: "root",
  hasOwnAddress: true,
  publicPorts: [{ external: "198.51.100.1:40001", internal: 8888 }],
  providerStatus: "running",
  providerWord: "RUNNING",
  providerToldAt: at,
  keepsGpu: false,
  sleepPriceUntoldSince: null,
  createdBy: null,
  createdAt: at,
  endedAt: null,
};
const health: HealthState = {
  deploymentId: "dep_1",
  teamId: "tea_1",
  verdict: "healthy",
  providerSays: "healthy",
  fault: null,
  firstAct: null,
  scope: null,
  badSince: null,
  flapScore: 0,
  flapAt: null,
  isFlapping: false,
  toldUnhealthy: false,
  missedReads: 0,
  seenAt: at,
  checkedAt: at,
  since: at,
};
const instance: Instance = {
  id: "m1",
  name: "ch-1",
  status: "running",
  nativeStatus: "RUNNING",
  ratePerHourMicros: 3_300_000n,
  ssh: { host: "198.51.100.1", port: 22, user: "root" },
  hasOwnAddress: true,
  ports: [{ internal: 8888, external: "198.51.100.1:40001" }],
  region: "US-WA-1",
  createdAt: at,
};

describe("a look that tells nothing new", () => {
  it("is one at a machine that is in all as it was written", () => {
    expect(isAsBefore(row, health, instance)).toBe(true);
    expect(isAsBefore(row, health, { ...instance, ratePerHourMicros: null })).toBe(true);
    expect(isAsBefore(row, health, { ...instance, region: null })).toBe(true);
  });

  it.each<[string, Partial<Instance>]>([
    ["another status", { status: "stopped" }],
    ["a word nobody knows", { status: "unknown" }],
    ["another word of the provider", { nativeStatus: "RUNNING_OLD" }],
    ["another rate", { ratePerHourMicros: 3_400_000n }],
    ["another address", { ssh: { host: "198.51.100.2", port: 22, user: "root" } }],
    ["no address", { ssh: null }],
    ["that others share its address", { hasOwnAddress: false }],
    ["another port", { ports: [{ internal: 8888, external: "198.51.100.1:40002" }] }],
    ["a port less", { ports: [] }],
    ["another region", { region: "US-KS-2" }],
    ["that it was taken away", { isPreempted: true }],
    ["that it keeps its GPU", { keepsGpu: true }],
  ])("is not one that tells %s", (_what, change) => {
    expect(isAsBefore(row, health, { ...instance, ...change })).toBe(false);
  });

  it.each<[string, Partial<Deployment>, Partial<HealthState> | null]>([
    ["was never judged", {}, null],
    ["was missed last time", {}, { missedReads: 1 }],
    ["was not healthy", {}, { providerSays: "unknown" }],
    ["was stopped", { status: "stopped" }, {}],
    ["was lost", { status: "lost" }, {}],
    ["has no price receipt yet", { receiptAt: null }, {}],
    ["was never told of", { providerStatus: null }, {}],
    ["slept at a price nobody told", { sleepPriceUntoldSince: at }, {}],
  ])("is not one at a machine that %s", (_what, change, judged) => {
    const before = judged && { ...health, ...judged };
    expect(isAsBefore({ ...row, ...change }, before, instance)).toBe(false);
  });
});
