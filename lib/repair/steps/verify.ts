import { z } from "zod";
import { asWorker, type Tx } from "@/lib/db";
import { settleCandidates, skipCandidates } from "@/lib/deployments/candidates";
import { forgetHostKey } from "@/lib/deployments/steps/forget-host-key";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment } from "@/lib/generated/prisma/client";
import { readMemory } from "@/lib/health/read-stored";
import { ROUND_MS } from "@/lib/health/schedule";
import { watchAnew } from "@/lib/health/watch-anew";
import { microsToDecimal } from "@/lib/money";
import { later, paced } from "@/lib/operations/pace";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";
import { didNotHelp } from "@/lib/repair/steps/reboot";
import { stoppedThere } from "@/lib/repair/steps/stopped-there";
import { endRepair, tellIncident } from "@/lib/repair/write-repair";

const LOOK_MS = 15_000;
const SPARE_MS = 10 * 60_000;
const CLEAN_ROUNDS = 2;
const MOST_ROUNDS = 20;

const verifying = z.object({ verifyFrom: z.iso.datetime(), missed: z.boolean().default(false) });

/** The machine runs: from now on its probes decide whether what was done has helped. */
export function beginVerifying(work: Work): Outcome {
  const { deployment, operation, now } = work;
  return {
    kind: "next",
    step: "verify",
    write: async (tx) => {
      const graceMs = getProvider(deployment.providerId).meta.capabilities?.startDeadlineMs ?? 0;
      await settleCandidates(tx, deployment.id, now, { keepsWaiting: true });
      await forgetHostKey(tx, work);
      await watchAnew(tx, deployment.id, { now, graceMs });
      await tx.operation.update({
        where: { id: operation.id },
        data: {
          context: { verifyFrom: now.toISOString() },
          deadline: later(now, graceMs + SPARE_MS),
        },
      });
    },
  };
}

/**
 * Waits for two clean rounds of all probes. Where there is nothing to probe, the provider's word
 * over the same time has to do.
 */
export async function verify(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const { operation, now } = work;
  const { verifyFrom, missed } = verifying.parse(operation.context);
  const instance = await lookAt(work);
  if (instance?.status === "stopped" && !instance.isPreempted) return stoppedThere(work);
  if (!isThere(instance)) {
    return missed ? didNotHelp(work, "gone") : wait(work, { verifyFrom, missed: true });
  }
  const found = await asWorker((tx) => readProbes(tx, work, new Date(verifyFrom)));
  if (found === "well" && instance?.status === "running") return verified(work);
  if (found === "unwell" || now > operation.deadline) return didNotHelp(work, "still-unhealthy");
  return wait(work, { verifyFrom, missed: false });
}

/** On its way up again, or of a status that says nothing: providers tell of a restart with delay. */
function isThere(instance: Instance | null): boolean {
  const { status } = instance ?? { status: "terminated" };
  return status === "running" || status === "provisioning" || status === "unknown";
}

function wait({ operation }: Work, context: { verifyFrom: string; missed: boolean }): Outcome {
  return {
    kind: "wait",
    forMs: paced(LOOK_MS),
    reason: "verifying",
    write: async (tx) => {
      await tx.operation.update({ where: { id: operation.id }, data: { context } });
    },
  };
}

type Found = "well" | "unwell" | "unclear";

async function readProbes(tx: Tx, { deployment, now }: Work, from: Date): Promise<Found> {
  const row = await tx.probeState.findUnique({ where: { deploymentId: deployment.id } });
  const memory = row && readMemory(row);
  if (memory?.says === "unhealthy") return "unwell";
  const samples = await tx.healthSample.findMany({
    where: { deploymentId: deployment.id, at: { gte: from } },
    select: { outcome: true, findings: true },
    orderBy: { at: "desc" },
    take: MOST_ROUNDS,
  });
  const inside = await insideSays(tx, deployment, samples);
  if (inside !== "well") return inside;
  if (memory?.says === "healthy" && memory.recent.endsWith("g".repeat(CLEAN_ROUNDS))) return "well";
  const last = samples.slice(0, CLEAN_ROUNDS);
  const hasNoOpinion = last.length === CLEAN_ROUNDS && last.every(isSilent);
  return hasNoOpinion && now >= later(from, CLEAN_ROUNDS * ROUND_MS) ? "well" : "unclear";
}

const isSilent = ({ outcome }: { readonly outcome: string }) => outcome === "none";

/** What only a look inside has found, only a look inside takes back. */
async function insideSays(
  tx: Tx,
  { id: deploymentId, watchInside }: Deployment,
  samples: readonly { readonly findings: unknown }[],
): Promise<Found> {
  const repair = await tx.repair.findFirst({
    where: { deploymentId, state: "open" },
    select: { fault: true },
  });
  if (!watchInside || !foundInside.has(repair?.fault ?? "")) return "well";
  const looks = samples.flatMap(({ findings }) =>
    foundBy.parse(findings).filter(({ kind, ok }) => kind === "gpu" && ok !== null),
  );
  const [newest] = looks;
  if (!newest) return "unclear";
  if (newest.ok) return "well";
  return looks.filter(({ ok }) => !ok).length >= CLEAN_ROUNDS ? "unwell" : "unclear";
}

const foundInside = new Set<string>(["gpu-lost", "gpu-fault", "app-fault"]);
const foundBy = z.array(z.object({ kind: z.string(), ok: z.boolean().nullable() })).catch([]);

function verified(work: Work): Outcome {
  const { deployment, operation, now } = work;
  return {
    kind: "end",
    state: "succeeded",
    reason: null,
    point: "verified",
    write: async (tx) => {
      await skipCandidates(tx, deployment.id, now);
      const repair = await tx.repair.findFirst({
        where: { deploymentId: deployment.id, state: "open" },
        include: { acts: { where: { operationId: operation.id }, orderBy: { at: "desc" } } },
      });
      if (!repair) return;
      const incidentId = await tellIncident(tx, deployment.id, {
        kind: "repair-ended",
        at: now,
        data: { state: "succeeded" },
      });
      const after = deployment.ratePerHourMicros;
      await endRepair(tx, repair.id, {
        state: "succeeded",
        reason: null,
        at: now,
        outcome: "helped",
        afterPerHourMicros: after,
      });
      const sinceMs = (repair.badSince ?? repair.openedAt).getTime();
      await recordEvent(tx, {
        type: "deployment.repaired",
        teamId: deployment.teamId,
        deploymentId: deployment.id,
        incidentId,
        data: {
          name: deployment.name,
          providerId: deployment.providerId,
          fault: repair.fault,
          rung: repair.acts[0]?.rung ?? "reboot",
          minutes: String(Math.max(1, Math.round((now.getTime() - sinceMs) / 60_000))),
          before: microsToDecimal(repair.beforePerHourMicros),
          after: microsToDecimal(after),
        },
        at: now,
        dedupeKey: `repaired:${repair.id}`,
      });
    },
  };
}
