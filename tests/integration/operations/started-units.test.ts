import { describe, expect, it } from "vitest";
import { hibernate } from "@/lib/deployments/hibernate";
import { getDeployment } from "@/lib/deployments/queries";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import type { Micros } from "@/lib/money";
import { runVerb } from "@/lib/verbs/run-verb";
import { askAt, type Life, pass, settleAt } from "./any-provider";
import {
  billOf,
  isDone,
  isRunning,
  isTerminated,
  ledgerOf,
  rentTwins,
  setFault,
  type Tenant,
  workUntil,
} from "./rented-world";

const MINUTE_MS = 60_000;
/** Of a minute begun, far from both its ends. */
const RUN_MS = 80_000;
/** Turns a second minute of a run into a third. */
const SEEN_LATE_MS = 60_000;
const LIFE_MS = 60_000;
/** An answer's way to us at the beginning and at the end of a stretch, in seconds. */
const WAYS_SECONDS = 4n;
const twins = rentTwins();

const isSettled = (detail: DeploymentDetail) => isRunning(detail) && isDone(detail);
const isStopped = (detail: DeploymentDetail) => detail.status === "stopped" && isDone(detail);
const stretchesOf = ({ segments }: DeploymentDetail) =>
  segments
    .map(({ fromAt, toAt }) => [Date.parse(fromAt), toAt ? Date.parse(toAt) : Number.NaN] as const)
    .toSorted(([a, aTo], [b, bTo]) => a - b || aTo - bTo);

interface Rests {
  readonly times: number;
  /** How long each run lasts before it is stopped, and it rests then; left out: not at all. */
  readonly runMs?: number;
  readonly restMs?: number;
  readonly act?: typeof stop | typeof hibernate;
}

/** From when it runs to when it runs again after the last rest. */
async function stopAndStart(
  tenant: Tenant,
  deploymentId: string,
  { times, runMs = 0, restMs = 0, act = stop }: Rests,
): Promise<void> {
  await workUntil(tenant, deploymentId, isSettled);
  for (let stops = 0; stops < times; stops += 1) {
    if (runMs > 0) await pass(twins.sandbox, runMs);
    await runVerb(act, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isStopped);
    if (restMs > 0) await pass(twins.sandbox, restMs);
    await runVerb(start, tenant.scope, { deploymentId });
    await workUntil(tenant, deploymentId, isSettled);
  }
}

/** How far the ledger is from the twin's bill. */
async function apart({ tenant }: Life, detail: DeploymentDetail): Promise<Micros> {
  const off = ledgerOf(detail) - BigInt((await billOf(tenant)).totalMicros);
  return off < 0n ? -off : off;
}

/** What the ways of the answers of some stretches may cost. */
const ways = ({ offer }: Life, stretches: bigint) =>
  (offer.pricePerHourMicros * WAYS_SECONDS * stretches) / 3_600n;

describe("the ledger of a machine that is stopped twice", () => {
  it.each(["jarvislabs", "crusoe", "scaleway"])(
    "is the bill at %s, which is paid the minute each of its runs had begun",
    async (id) => {
      const life = await settleAt(twins.sandbox, id);
      const { tenant } = life;
      const deploymentId = await askAt(life);
      await stopAndStart(tenant, deploymentId, { times: 2, runMs: RUN_MS, restMs: 10 * MINUTE_MS });
      await pass(twins.sandbox, RUN_MS);
      await runVerb(terminate, tenant.scope, { deploymentId });
      const ended = await workUntil(tenant, deploymentId, isTerminated);
      await pass(twins.sandbox, MINUTE_MS);
      expect(await apart(life, ended)).toBeLessThan(ways(life, 3n));
    },
    LIFE_MS,
  );

  it(
    "is the bill at Hyperstack, which rounds all its runs of one rate together",
    async () => {
      const life = await settleAt(twins.sandbox, "hyperstack");
      const { tenant, offer } = life;
      const deploymentId = await askAt(life);
      await stopAndStart(tenant, deploymentId, { times: 3, runMs: RUN_MS, act: hibernate });
      const running = await getDeployment(tenant.scope, deploymentId);
      const unit = offer.pricePerHourMicros / 60n;
      expect(await apart(life, running)).toBeLessThan(unit + ways(life, 4n));
    },
    LIFE_MS,
  );

  it.each(["jarvislabs", "crusoe"])(
    "at %s counts no moment twice, though it was started within the minute it was stopped in",
    async (id) => {
      const life = await settleAt(twins.sandbox, id);
      const { tenant } = life;
      const deploymentId = await askAt(life);
      await stopAndStart(tenant, deploymentId, { times: 2 });
      await pass(twins.sandbox, 5 * MINUTE_MS);
      await runVerb(terminate, tenant.scope, { deploymentId });
      const stretches = stretchesOf(await workUntil(tenant, deploymentId, isTerminated));
      const gaps = stretches.slice(1).map(([from], place) => from - (stretches[place]?.[1] ?? 0));
      expect(gaps).toEqual(stretches.slice(1).map(() => 0));
      const total = (stretches.at(-1)?.[1] ?? 0) - (stretches[0]?.[0] ?? 0);
      expect(total).toBeLessThan(7 * MINUTE_MS);
    },
    LIFE_MS,
  );
});

it(
  "a run at Crusoe that is seen late is counted from when it began",
  async () => {
    const life = await settleAt(twins.sandbox, "crusoe");
    const { tenant } = life;
    await tenant.wire.control("POST", "settings", { bootMs: MINUTE_MS });
    const deploymentId = await askAt(life);
    await workUntil(tenant, deploymentId, ({ status }) => status === "provisioning");
    await pass(twins.sandbox, MINUTE_MS + SEEN_LATE_MS);
    await workUntil(tenant, deploymentId, isSettled);
    await pass(twins.sandbox, RUN_MS);
    await runVerb(terminate, tenant.scope, { deploymentId });
    const ended = await workUntil(tenant, deploymentId, isTerminated);
    await pass(twins.sandbox, MINUTE_MS);
    expect(await apart(life, ended)).toBeLessThan(ways(life, 1n));
  },
  LIFE_MS,
);

describe("a machine at Crusoe that hangs on its way up", () => {
  it(
    "costs what its disk does, and is said to",
    async () => {
      const life = await settleAt(twins.sandbox, "crusoe");
      const { tenant } = life;
      await setFault(tenant, { method: "POST", path: "/instances$" }, { kind: "boot-stuck" });
      const deploymentId = await askAt(life);
      await workUntil(tenant, deploymentId, ({ status }) => status === "provisioning");
      await expectDiskCounted(life, deploymentId);
    },
    LIFE_MS,
  );

  it(
    "goes on costing what its disk does where it was stopped before",
    async () => {
      const life = await settleAt(twins.sandbox, "crusoe");
      const { tenant } = life;
      const deploymentId = await askAt(life);
      await workUntil(tenant, deploymentId, isSettled);
      await runVerb(stop, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, isStopped);
      await setFault(tenant, { method: "PATCH", path: "/instances/" }, { kind: "boot-stuck" });
      await runVerb(start, tenant.scope, { deploymentId });
      await workUntil(tenant, deploymentId, ({ status }) => status === "provisioning");
      await expectDiskCounted(life, deploymentId);
    },
    LIFE_MS,
  );

  /** Over two hours in which nobody looks. */
  async function expectDiskCounted({ tenant }: Life, deploymentId: string): Promise<void> {
    const [before, billBefore] = [
      await getDeployment(tenant.scope, deploymentId),
      await billOf(tenant),
    ];
    expect(before.cost.nowPerHour).toBe("0.010959");
    await pass(twins.sandbox, 120 * MINUTE_MS);
    const [after, bill] = [await getDeployment(tenant.scope, deploymentId), await billOf(tenant)];
    const counted = ledgerOf(after) - ledgerOf(before);
    const billed = BigInt(bill.totalMicros) - BigInt(billBefore.totalMicros);
    expect(Number(counted - billed)).toBeGreaterThan(-200);
    expect(Number(counted - billed)).toBeLessThan(200);
  }
});
