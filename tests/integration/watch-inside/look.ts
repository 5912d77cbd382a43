import { asWorker } from "@/lib/db";
import type { Probe } from "@/lib/health/probes/contract";
import { gpuProbe } from "@/lib/health/probes/gpu/probe";
import { runRounds } from "@/lib/health/run-rounds";
import { askFor, isDone, isRunning, type Tenant, workUntil } from "../operations/rented-world";

const signal = new AbortController().signal;

/** A machine that runs, as a test of looks at it knows it. */
export interface Looked {
  readonly id: string;
  readonly instanceId: string;
  /** What ails it from now on. */
  ail(condition: Record<string, unknown>): Promise<unknown>;
}

/** A machine with the watch key on it, or without. */
export async function launchLooked(
  tenant: Tenant,
  more: Record<string, unknown> = {},
): Promise<Looked> {
  const id = await askFor(tenant, { watchInside: true, ...more });
  const { providerInstanceId } = await workUntil(
    tenant,
    id,
    (view) => isRunning(view) && isDone(view),
  );
  const instanceId = providerInstanceId ?? "";
  return {
    id,
    instanceId,
    ail: (condition) => tenant.wire.control("POST", `machines/${instanceId}/condition`, condition),
  };
}

/** One round of looks inside the named machines alone, past their grace. */
export async function lookInside(ids: readonly string[]): Promise<void> {
  await runDue([], [gpuProbe], {});
  await runDue(ids, [gpuProbe], { gpuDueAt: null });
}

/** One round of probes of the named machines alone; a look inside is made where one is due. */
export async function round(ids: readonly string[], probes: readonly Probe[]): Promise<void> {
  await runDue(ids, probes, {});
}

async function runDue(
  ids: readonly string[],
  probes: readonly Probe[],
  also: { readonly gpuDueAt?: null },
): Promise<void> {
  const dueAt = new Date(Date.now() - 1_000);
  await asWorker(async (tx) => {
    await tx.probeState.updateMany({ data: { dueAt: new Date(Date.now() + 3_600_000) } });
    const due = { dueAt, graceUntil: null, ...also };
    await tx.probeState.updateMany({ where: { deploymentId: { in: [...ids] } }, data: due });
  });
  await runRounds(probes, signal);
}

/** What is known of a machine after the looks at it, the newest look first. */
export async function knownOf(deploymentId: string) {
  return asWorker(async (tx) => {
    const where = { deploymentId };
    const health = await tx.healthState.findUnique({ where });
    const samples = await tx.healthSample.findMany({ where, orderBy: { at: "desc" } });
    const row = await tx.deployment.findUniqueOrThrow({ where: { id: deploymentId } });
    return { health, samples, row };
  });
}
