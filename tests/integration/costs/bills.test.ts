import { beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { billsCsv } from "@/lib/costs/bills/bills-csv";
import { listBills } from "@/lib/costs/bills/list-bills";
import { billsQuery } from "@/lib/costs/bills/query";
import type { BillRow } from "@/lib/costs/bills/types";
import { settleBills } from "@/lib/costs/settle-bills";
import { asWorker } from "@/lib/db";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { sweepHealth } from "@/lib/health/sweep";
import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import { later } from "@/lib/operations/pace";
import { runVerb } from "@/lib/verbs/run-verb";
import { pass, settleAt } from "../operations/any-provider";
import {
  addOffer,
  askFor,
  billOf,
  isDone,
  isRunning,
  isTerminated,
  makeScope,
  rentTwins,
  type Tenant,
  workUntil,
} from "../operations/rented-world";

const DAY_MS = 24 * 3_600_000;
const MONTH_MS = 180_000;
/** Equal to the cent. */
const HALF_A_CENT: Micros = 5_000n;
/** On a market each next machine is dearer than the one before. */
const WORTH_TO_US = 20n;
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const twins = rentTwins();

const isStopped = ({ status }: DeploymentDetail) => status === "stopped";
const isGone = ({ status }: DeploymentDetail) => status === "lost";
const size = (micros: Micros) => (micros < 0n ? -micros : micros);
const micros = (decimal: string | null) => microsFromDecimal(decimal ?? "") ?? -1n;

/** Days go by one after the other; each night the worker looks at the account and its bills. */
async function passDays(tenant: Tenant, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await pass(twins.sandbox, DAY_MS);
    await look(tenant);
    await settleBills();
  }
}

async function look({ keyId }: Tenant): Promise<void> {
  const nextSweepAt = later(clock.now(), -1_000);
  await asWorker((tx) => tx.providerKey.update({ where: { id: keyId }, data: { nextSweepAt } }));
  await sweepHealth();
}

async function rowsOf({ scope }: Pick<Tenant, "scope">, list = "all", limit = 2) {
  const rows: BillRow[] = [];
  let after: string | null = null;
  do {
    const query = billsQuery.parse({ list, after });
    const page = await listBills(scope, query, { now: clock.now(), limit });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

describe.each(["runpod", "vastai"] as const)("a month of machines at %s", (provider) => {
  let tenant: Tenant;
  const names = ["whole", "halted", "dead", "short"] as const;
  const ids = new Map<string, string>();
  const id = (name: (typeof names)[number]) => ids.get(name) ?? "";

  beforeAll(async () => {
    const life = await settleAt(twins.sandbox, provider);
    const { instanceType, gpuCount, maxGpuCount, region, tier, pricePerHourMicros } = life.offer;
    const dearest = pricePerHourMicros * WORTH_TO_US;
    const offerId = await addOffer({
      ...{ providerId: provider, instanceType, gpuCount, maxGpuCount, region, tier },
      pricePerHourMicros: dearest,
    });
    tenant = { ...life.tenant, offerId };
    const quotedPerHour = microsToDecimal(dearest);
    for (const name of names) {
      const made = await askFor(tenant, { sshPublicKeys: [sshPublicKey], quotedPerHour, name });
      await workUntil(tenant, made, isRunning);
      ids.set(name, made);
    }
    const dead = await workUntil(tenant, id("dead"), isRunning);
    await passDays(tenant, 3);
    await runVerb(terminate, tenant.scope, { deploymentId: id("short") });
    await workUntil(tenant, id("short"), isTerminated);
    await runVerb(stop, tenant.scope, { deploymentId: id("halted") });
    await workUntil(tenant, id("halted"), isStopped);
    await passDays(tenant, 9);
    await tenant.wire.control("POST", `machines/${dead.providerInstanceId}/kill`, { how: "gone" });
    await runVerb(start, tenant.scope, { deploymentId: id("halted") });
    await workUntil(tenant, id("halted"), isRunning);
    await runVerb(restart, tenant.scope, { deploymentId: id("halted") });
    await workUntil(tenant, id("halted"), isDone);
    await passDays(tenant, 9);
    await workUntil(tenant, id("dead"), isGone);
    await runVerb(terminate, tenant.scope, { deploymentId: id("halted") });
    await workUntil(tenant, id("halted"), isTerminated);
    await passDays(tenant, 9);
  }, MONTH_MS);

  it("is listed line by line as the provider's own bill says it, to the cent", async () => {
    const rows = await rowsOf(tenant);
    const bill = await billOf(tenant);
    expect(rows.map(({ instanceId }) => instanceId).toSorted()).toEqual(
      bill.machines.map((machine) => machine.id).toSorted(),
    );
    const ended = rows.filter(({ deploymentId }) => deploymentId !== id("whole"));
    for (const row of ended) {
      const told = bill.machines.find((machine) => machine.id === row.instanceId);
      expect(size(micros(row.counted) - BigInt(told?.totalMicros ?? -1))).toBeLessThan(HALF_A_CENT);
      expect(size(micros(row.billed) - BigInt(told?.totalMicros ?? -1))).toBeLessThan(HALF_A_CENT);
    }
  });

  it("compares a machine that runs on every night, and leaves no difference without a cause", async () => {
    const rows = await rowsOf(tenant);
    const whole = rows.find(({ deploymentId }) => deploymentId === id("whole"));
    const ageMs = clock.now().getTime() - Date.parse(whole?.comparedAt ?? "");
    expect(ageMs).toBeLessThan(DAY_MS);
    for (const { cause, difference } of rows) {
      expect(["equal", "unit", "rounding"]).toContain(cause);
      expect(size(micros(difference))).toBeLessThan(HALF_A_CENT);
    }
    const apart = rows.filter(({ difference }) => difference !== "0");
    expect(await rowsOf(tenant, "different")).toEqual(apart);
  });

  it("is told as a file too, and to nobody else", async () => {
    const text = await new Response(
      billsCsv(tenant.scope, { list: null, now: clock.now(), rowsAtOnce: 3 }),
    ).text();
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + names.length);
    expect(lines[0]).toContain("counted_usd,billed_usd,difference_usd,cause");
    expect(await rowsOf({ scope: await makeScope() })).toEqual([]);
  });
});

it("says that a provider does not tell, and compares nothing", async () => {
  const { tenant, offer } = await settleAt(twins.sandbox, "vultr");
  const quotedPerHour = microsToDecimal(offer.pricePerHourMicros);
  const deploymentId = await askFor(tenant, { sshPublicKeys: [sshPublicKey], quotedPerHour });
  await workUntil(tenant, deploymentId, isRunning);
  await passDays(tenant, 1);
  await runVerb(terminate, tenant.scope, { deploymentId });
  await workUntil(tenant, deploymentId, isTerminated);
  await settleBills();
  const [row] = await rowsOf(tenant);
  expect(row).toMatchObject({
    cause: "not-told",
    billed: null,
    difference: null,
    comparedAt: null,
    counted: microsToDecimal(BigInt((await billOf(tenant)).totalMicros)),
  });
});
