import { z } from "zod";
import { asWorker, type Tx } from "@/lib/db";
import { settleCandidates, skipCandidates } from "@/lib/deployments/candidates";
import { forgetHostKey } from "@/lib/deployments/steps/forget-host-key";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { recordEvent } from "@/lib/events/record-event";
import { readMemory } from "@/lib/health/read-stored";
import { ROUND_MS } from "@/lib/health/schedule";
import { watchAnew } from "@/lib/health/watch-anew";
import { microsToDecimal } from "@/lib/money";
import { later, paced } from "@/lib/operations/pace";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";
import { getProvider } from "@/lib/providers/registry";
import { didNotHelp } from "@/lib/repair/steps/reboot";
import { endRepair, tellIncident } from "@/lib/repair/write-repair";

const LOOK_MS = 15_000;
const SPARE_MS = 10 * 60_000;
const CLEAN_ROUNDS = 2;

const verifying = z.object({ verifyFrom: z.iso.datetime() });

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
  const instance = await lookAt(work);
  if (instance?.status !== "running") return didNotHelp(work, instance ? "boot-failed" : "gone");
  const from = new Date(verifying.parse(operation.context).verifyFrom);
  const found = await asWorker((tx) => readProbes(tx, work, from));
  if (found === "well") return verified(work);
  if (found === "unwell" || now > operation.deadline) return didNotHelp(work, "still-unhealthy");
  return { kind: "wait", forMs: paced(LOOK_MS), reason: "verifying" };
}

async function readProbes(tx: Tx, { deployment, now }: Work, from: Date) {
  const row = await tx.probeState.findUnique({ where: { deploymentId: deployment.id } });
  const memory = row && readMemory(row);
  if (memory?.says === "healthy" && memory.recent.endsWith("g".repeat(CLEAN_ROUNDS))) return "well";
  if (memory?.says === "unhealthy") return "unwell";
  const rounds = await tx.healthSample.findMany({
    where: { deploymentId: deployment.id, at: { gte: from } },
    select: { outcome: true },
    orderBy: { at: "desc" },
    take: CLEAN_ROUNDS,
  });
  const hasNoOpinion = rounds.length === CLEAN_ROUNDS && rounds.every(isSilent);
  return hasNoOpinion && now >= later(from, CLEAN_ROUNDS * ROUND_MS) ? "well" : "unclear";
}

const isSilent = ({ outcome }: { readonly outcome: string }) => outcome === "none";

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
