import { asWorker } from "@/lib/db";
import { bringForward } from "@/lib/engine/bring-forward";
import type { Finding, Probe } from "@/lib/health/probes/contract";
import { runRounds } from "@/lib/health/run-rounds";
import type { FaultClass } from "@/lib/health/types";
import { sweepRepairs } from "@/lib/repair/sweep";
import { proposedPolicy, type RepairPolicy } from "@/lib/repair-policy/schema";
import { askFor, eventually, isRunning, type Tenant, workUntil } from "../operations/rented-world";

const signal = new AbortController().signal;

/** What probes find of each machine, as a test decides it; a machine it does not name is well. */
export const faults = new Map<string, FaultClass>();

function probe(meanwhile: () => Promise<void>): Probe {
  return {
    kind: "tcp",
    asks: () => true,
    run: async ({ deploymentId }): Promise<Finding> => {
      await meanwhile();
      const fault = faults.get(deploymentId);
      if (!fault) return { kind: "tcp", ok: true, ms: 3, word: "connected" };
      const kind = fault === "unreachable" ? "tcp" : "gpu";
      return { kind, ok: false, ms: 9, word: "timeout", fault };
    },
  };
}

/** A running machine that may be repaired; those of other tests are none that fell silent with it. */
export async function watched(tenant: Tenant, policy: Partial<RepairPolicy> = {}): Promise<string> {
  faults.clear();
  await asWorker((tx) => tx.probeState.deleteMany());
  const { id } = await workUntil(tenant, await askFor(tenant), isRunning);
  await setPolicy(id, policy);
  await rounds(id, 1);
  return id;
}

export async function setPolicy(id: string, policy: Partial<RepairPolicy>): Promise<void> {
  await asWorker((tx) =>
    tx.deployment.update({
      where: { id },
      data: { repairPolicy: { ...proposedPolicy, data: "ephemeral", ...policy } },
      select: { id: true },
    }),
  );
}

/** The offers of other tests are not there for a machine of this one. */
export function alone(tenant: Tenant, gpuModel: string): Promise<unknown> {
  return asWorker(async (tx) => {
    await tx.offer.update({ where: { id: tenant.offerId }, data: { gpuModel } });
    const where = { offerId: tenant.offerId };
    await tx.deployment.updateMany({ where, data: { gpuModel } });
  });
}

/** So many rounds of probes of one machine, past its grace; what happens while each is under way. */
export async function rounds(
  id: string,
  count: number,
  meanwhile = async (): Promise<void> => {},
): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    await runRounds([], signal);
    await asWorker(async (tx) => {
      await tx.probeState.updateMany({ data: { dueAt: new Date(Date.now() + 3_600_000) } });
      await tx.probeState.updateMany({
        where: { deploymentId: id },
        data: { dueAt: new Date(Date.now() - 1_000), graceUntil: null },
      });
    });
    await runRounds([probe(meanwhile)], signal);
  }
}

/** Works as the worker does, rounds of probes between, until the repair of the machine has ended. */
export async function repairUntil(
  id: string,
  isDone: (state: string, reason: string | null) => boolean,
): Promise<void> {
  await eventually(
    async () => {
      await sweepRepairs();
      await bringForward(id);
      await rounds(id, 1);
      return (await repairsOf(id))[0];
    },
    (repair) => repair !== undefined && isDone(repair.state, repair.reason),
    (repair) => `${repair?.state} ${repair?.reason} ${repair?.acts.map(({ rung }) => rung)}`,
  );
}

export function repairsOf(deploymentId: string) {
  return asWorker((tx) =>
    tx.repair.findMany({
      where: { deploymentId },
      include: { acts: { orderBy: { at: "asc" } } },
      orderBy: { openedAt: "desc" },
    }),
  );
}

/** What was told of a machine, in order, without the ordinary course. */
export async function toldOf(deploymentId: string): Promise<string[]> {
  const events = await asWorker((tx) =>
    tx.event.findMany({ where: { deploymentId }, orderBy: [{ at: "asc" }, { id: "asc" }] }),
  );
  return events.map(({ type }) => type).filter((type) => /unhealthy|recovered|repair/.test(type));
}
