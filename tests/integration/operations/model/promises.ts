import { expect } from "vitest";
import { db } from "@/lib/db";
import { quotedWithDisk } from "@/lib/deployments/price-receipt";
import { readBill } from "../../sandbox/wire";
import type { Model } from "./model";
import type { Real } from "./real";

type Bill = Awaited<ReturnType<typeof readBill>>;
type Rows = Awaited<ReturnType<typeof readRows>>;

/** What the design promises and the engine could break, whatever happened so far. */
export async function expectPromises(model: Model, real: Real): Promise<void> {
  const bill = await readBill(real.tenant.wire);
  const rows = await readRows(real);
  for (const { id, noPurchaseAfter } of model.deployments) {
    expect(mostAlive(bill, rows, id), "machines at once for one deployment").toBeLessThanOrEqual(1);
    if (noPurchaseAfter === null) continue;
    const late = rows.launches.filter(
      ({ sentAt, operation }) =>
        operation.deploymentId === id && sentAt !== null && sentAt > noPurchaseAfter,
    );
    expect(late, "purchases after it was told not to").toEqual([]);
  }
  expectRowsOfActs(bill, rows, real);
  expectPrice(bill, rows);
}

/** The records as they stood at one instant: workers go on writing between one query and the next. */
function readRows({ tenant }: Real) {
  const teamId = tenant.scope.team.id;
  return db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('role', 'ch_worker', true)`;
      const launches = await tx.providerCall.findMany({
        where: { teamId, verb: "launch" },
        include: { operation: { select: { deploymentId: true } } },
      });
      const removals = await tx.providerCall.findMany({ where: { teamId, verb: "terminate" } });
      const deployments = await tx.deployment.findMany({
        where: { teamId },
        include: { intervals: { where: { toAt: null } }, operations: { where: { state: "open" } } },
      });
      return { launches, removals, deployments };
    },
    { isolationLevel: "RepeatableRead", maxWait: 10_000, timeout: 15_000 },
  );
}

function mostAlive({ machines }: Bill, { launches }: Rows, deploymentId: string): number {
  const names = new Set(
    launches
      .filter(({ operation }) => operation.deploymentId === deploymentId)
      .map(({ key }) => key),
  );
  const own = machines.filter(({ name }) => names.has(name));
  return Math.max(
    0,
    ...own.map(
      ({ createdAt }) =>
        own.filter((other) => other.createdAt <= createdAt && endOf(other) > createdAt).length,
    ),
  );
}

function endOf({ endedAt }: Bill["machines"][number]): string {
  return endedAt ?? "9999";
}

/** Every machine stands in a row written before it was bought, and so does every end we made. */
function expectRowsOfActs({ machines }: Bill, rows: Rows, { killed }: Real): void {
  const bought = new Set(rows.launches.map(({ key }) => key));
  const removed = new Set(rows.removals.map(({ instanceId }) => instanceId));
  for (const { id, name, endedAt } of machines) {
    expect(bought, "machines we know of").toContain(name);
    if (endedAt !== null) expect(removed.has(id) || killed.has(id), "ends we know of").toBe(true);
  }
  for (const { status, intervals, operations } of rows.deployments) {
    expect(
      intervals.map((interval) => interval.status),
      "the history's last word",
    ).toEqual([status]);
    expect(operations.length, "operations at once").toBeLessThanOrEqual(1);
  }
}

/** No machine is paid dearer than was agreed to for it and its disk, whatever was told since. */
function expectPrice({ machines }: Bill, { launches, deployments }: Rows): void {
  for (const { name, segments } of machines) {
    const call = launches.find(({ key }) => key === name);
    const row = deployments.find(({ id }) => id === call?.operation.deploymentId);
    const agreed = row ? Number(quotedWithDisk(row)) / 1e6 : 0;
    for (const { usdPerHour } of segments) {
      expect(Number(usdPerHour), "the price of a machine").toBeLessThanOrEqual(agreed);
    }
  }
}
