import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect } from "vitest";
import { z } from "zod";
import { freshUntil } from "@/lib/auth/fresh";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker, disconnect, inTeam } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { listPage } from "@/lib/deployments/list/queries";
import { listQuery, MOST_ROWS } from "@/lib/deployments/list/schema";
import { getDeployment } from "@/lib/deployments/queries";
import type { DeploymentDetail, DeploymentView } from "@/lib/deployments/types";
import { bringForward } from "@/lib/engine/bring-forward";
import { newId } from "@/lib/ids";
import { closeQueues } from "@/lib/jobs/enqueue";
import { type Micros, microsFromDecimal } from "@/lib/money";
import { fingerprintOf, sealCredentials } from "@/lib/provider-keys/seal-key";
import type { Credentials } from "@/lib/providers/contract";
import { runVerb } from "@/lib/verbs/run-verb";
import { giveTier } from "@/tests/factories/tiers";
import { hangs } from "@/tests/setup/limits";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { freshKey, type Wire, wireTo } from "../sandbox/wire";
import { asOwner } from "./as-owner";

const H100 = "NVIDIA H100 80GB HBM3";
/** Soon at first, and then the less often the longer it takes: looking costs what others wait for. */
const LOOK_AGAIN_MS = { first: 15, most: 120, ofWaited: 0.1 };

/** The providers' twins as a process of their own, for the tests of one file. */
export function rentTwins(): { readonly sandbox: SandboxProcess } {
  const held: { sandbox?: SandboxProcess } = {};
  beforeAll(async () => {
    const sandbox = await runSandbox({
      SANDBOX_PACE: "40",
      CLOCK_FILE: process.env.CLOCK_FILE ?? "",
    });
    held.sandbox = sandbox;
    process.env.SANDBOX_URL = sandbox.url;
    process.env.SANDBOX_NETWORK_URL = `socks5://127.0.0.1:${sandbox.networkPort}`;
    process.env.SANDBOX_NETWORK_CA = sandbox.authorityFile;
    await asOwner((owner) =>
      owner.query(
        "INSERT INTO installation (id, world, created_at) VALUES ($1, 'sandbox', now()) ON CONFLICT DO NOTHING",
        ["ins_testinstallation0000"],
      ),
    );
  });
  afterAll(async () => {
    await closeQueues();
    await disconnect();
    await held.sandbox?.stop();
  });
  return {
    get sandbox() {
      if (!held.sandbox) throw new Error("the twins are not up yet");
      return held.sandbox;
    },
  };
}

/** A team of one with a working key and an offer it can launch. */
export interface Tenant {
  readonly scope: TeamScope;
  readonly keyId: string;
  readonly offerId: string;
  readonly wire: Wire;
}

export async function makeTenant(
  sandbox: SandboxProcess,
  providerId: "runpod" | "lambda" = "runpod",
): Promise<Tenant> {
  const scope = await makeScope();
  const apiKey = freshKey(providerId);
  return {
    scope,
    keyId: await addKey(scope, providerId, apiKey),
    offerId: await addOffer(providerId === "runpod" ? runpodOffer : lambdaOffer),
    wire: wireTo(sandbox.url, providerId, apiKey),
  };
}

/** The team's key of RunPod, made where it has none: a second one has no room on Basic. */
export async function keyOf(scope: TeamScope): Promise<string> {
  const where = { teamId: scope.team.id, providerId: "runpod", state: "active" };
  const key = await inTeam(scope.team.id, (tx) =>
    tx.providerKey.findFirst({ where, select: { id: true } }),
  );
  return key?.id ?? addKey(scope, "runpod", freshKey("runpod"));
}

/** A team of one on a tier with room for as many accounts as a test has. */
export async function makeScope(): Promise<TeamScope> {
  const [userId, teamId, projectId] = [newId("usr"), newId("tea"), newId("prj")];
  const createdAt = clock.now();
  await asAccounts(async (tx) => {
    await tx.user.create({ data: { id: userId, email: `${userId}@example.test`, createdAt } });
    await tx.team.create({ data: { id: teamId, name: "Team", createdAt } });
    await tx.membership.create({
      data: { id: newId("mem"), teamId, userId, role: "owner", createdAt },
    });
    await tx.project.create({
      data: { id: projectId, teamId, name: "Default", isDefault: true, createdAt },
    });
  });
  await giveTier(teamId, "pro");
  return {
    actor: { kind: "user", userId, sessionId: null, freshUntil: freshUntil(createdAt) },
    team: { id: teamId, name: "Team", tier: "pro", role: "owner", defaultProjectId: projectId },
    locale: "en",
    address: null,
  };
}

export async function addKey(
  scope: TeamScope,
  providerId: string,
  key: string | Credentials,
): Promise<string> {
  const credentials = typeof key === "string" ? { apiKey: key } : key;
  const identity = { id: newId("key"), teamId: scope.team.id, providerId };
  const now = clock.now();
  await inTeam(scope.team.id, (tx) =>
    tx.providerKey.create({
      data: {
        ...identity,
        ...sealCredentials(credentials, identity),
        name: "Key",
        lastFour: (Object.values(credentials).at(-1) ?? "").slice(-4),
        fingerprint: fingerprintOf(credentials, identity),
        state: "active",
        verifiedAt: now,
        createdAt: now,
        nextSweepAt: now,
        nextReapAt: now,
      },
      select: { id: true },
    }),
  );
  return identity.id;
}

export const runpodOffer = {
  providerId: "runpod",
  instanceType: H100,
  gpuCount: 1,
  maxGpuCount: 8,
  region: "US-WA-1",
  tier: "secure",
  pricePerHourMicros: 3_290_000n,
};
const lambdaOffer = {
  providerId: "lambda",
  instanceType: "gpu_1x_h100_pcie",
  gpuCount: 1,
  maxGpuCount: 1,
  region: "us-midwest-1",
  tier: null,
  pricePerHourMicros: 3_290_000n,
};

export async function addOffer(
  facts: Omit<typeof runpodOffer, "tier" | "region"> & {
    readonly tier: string | null;
    readonly region: string | null;
    readonly leastMinutes?: number;
    readonly sharesAddress?: boolean;
  },
): Promise<string> {
  const id = newId("off");
  await asWorker((tx) =>
    tx.offer.create({
      data: {
        ...facts,
        id,
        offerKey: id,
        gpuSpelling: facts.instanceType,
        gpuModel: "h100-sxm",
        isPartition: false,
        gpuMemoryGb: 80,
        pricingModel: "on-demand",
        pricePerGpuHourMicros: facts.pricePerHourMicros / BigInt(facts.gpuCount),
        nativePrice: "as told",
        availability: "available",
        observedAt: clock.now(),
      },
    }),
  );
  return id;
}

/** The calls of one kind that reached the twin for this account. */
export async function callsOf({ wire }: Tenant, method: string, path: RegExp): Promise<number> {
  const calls = logSchema.parse((await wire.control("GET", "log")).body);
  return calls.filter((call) => call.method === method && path.test(call.path)).length;
}

const logSchema = z.array(z.object({ method: z.string(), path: z.string() }));

/** Makes the next calls that match go wrong. */
export async function setFault(
  { wire }: Tenant,
  match: { readonly method?: string; readonly path?: string },
  fault: Record<string, unknown>,
  times: number | null = 1,
): Promise<void> {
  const { status } = await wire.control("POST", "faults", { match, fault, times });
  expect(status).toBe(200);
}

/** What a launch form sends for the tenant's offer. */
export function launchForm(tenant: Tenant, more: Record<string, unknown> = {}) {
  return {
    offerId: tenant.offerId,
    providerKeyId: tenant.keyId,
    quotedPerHour: "3.29",
    ...more,
  };
}

/** Asks for one machine and answers its id. */
export async function askFor(tenant: Tenant, more: Record<string, unknown> = {}): Promise<string> {
  const { deployments } = await runVerb(launch, tenant.scope, launchForm(tenant, more));
  return deployments[0]?.id ?? "";
}

/** Works like a worker until the deployment is as wanted. */
export async function workUntil(
  tenant: Tenant,
  id: string,
  wanted: (detail: DeploymentDetail) => boolean,
): Promise<DeploymentDetail> {
  return eventually(
    async () => {
      await bringForward(id);
      return getDeployment(tenant.scope, id);
    },
    wanted,
    (detail) => `${detail.status} (${detail.statusReason}) ${JSON.stringify(detail.operations[0])}`,
  );
}

/** Reads again and again until what is read is as wanted; says what it last saw otherwise. */
export async function eventually<T>(
  read: () => Promise<T>,
  wanted: (value: T) => boolean,
  describe: (value: T) => string = (value) => JSON.stringify(value),
): Promise<T> {
  const beganMs = performance.now();
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    const waitedMs = performance.now() - beganMs;
    if (waitedMs > hangs.waitMs) throw new Error(`still ${describe(value)}`);
    const { first, most, ofWaited } = LOOK_AGAIN_MS;
    await pause(Math.min(most, first + waitedMs * ofWaited));
  }
}

const billSchema = z.object({
  machines: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.string(),
      listed: z.boolean(),
      createdAt: z.string(),
      endedAt: z.string().nullable(),
      totalMicros: z.string(),
    }),
  ),
  maxConcurrent: z.number(),
  totalMicros: z.string(),
});
export type Bill = z.infer<typeof billSchema>;

/** The twin's own bill for the tenant's account. */
export async function billOf({ wire }: Pick<Tenant, "wire">): Promise<Bill> {
  return billSchema.parse((await wire.control("GET", "bill")).body);
}

/** All deployments of a team, newest first. */
export async function deploymentsOf(scope: TeamScope): Promise<readonly DeploymentView[]> {
  const query = listQuery.parse({ show: "all" });
  return (await listPage(scope, query, { offset: 0, limit: MOST_ROWS })).views;
}

export const isDone = ({ operation }: DeploymentDetail) => operation === null;
export const isRunning = ({ status }: DeploymentDetail) => status === "running";
export const isTerminated = ({ status }: DeploymentDetail) => status === "terminated";

/** The ledger's total in micro-dollars. */
export function ledgerOf(detail: DeploymentDetail): Micros {
  return microsFromDecimal(detail.cost.soFar) ?? -1n;
}

/** Expects the ledger and the twin's bill to agree. */
export async function expectSameMoney(tenant: Tenant, detail: DeploymentDetail): Promise<void> {
  const bill = await billOf(tenant);
  const off = ledgerOf(detail) - BigInt(bill.totalMicros);
  expect(off < 0n ? -off : off).toBeLessThanOrEqual(tolerance(detail));
}

/** The bill counts started seconds, and an answer takes its time to reach us: two seconds' cost. */
function tolerance({ cost }: DeploymentDetail): Micros {
  const perHour = microsFromDecimal(cost.runningPerHour) ?? 0n;
  return (perHour * 2n) / 3_600n;
}
