import { asWorker, type Tx } from "@/lib/db";
import { observe } from "@/lib/deployments/observe";
import { parseStatus, parseWish } from "@/lib/deployments/states";
import { transition } from "@/lib/deployments/transition";
import type { Deployment } from "@/lib/generated/prisma/client";
import { conclude } from "@/lib/health/conclude";
import { holdHealth } from "@/lib/health/hold-health";
import { type Judgement, judge, judgePreempted } from "@/lib/health/judge";
import { isIncidentTold } from "@/lib/incidents/is-told";
import { paced } from "@/lib/operations/pace";
import type { Instance } from "@/lib/providers/contract";
import { getProvider } from "@/lib/providers/registry";

/** One read that does not show a machine may be behind; the second is believed. */
const READS_TO_BE_GONE = 2;

export interface Look {
  readonly deployment: Deployment;
  /** `null`: neither the list nor a get showed it. */
  readonly instance: Instance | null;
  /** When the look began; anything newer than that knows better. */
  readonly startedAt: Date;
  readonly now: Date;
  /** Whose trouble it is if the machine is lost; left out: its own. */
  readonly scope?: "machine" | "region";
}

/**
 * Writes what a look at the provider means, in one transaction. While an operation of ours is at
 * work on the deployment, or was since the look began, the look is out of date and dropped. A machine
 * that is not shown for the first time is `missed`: nothing is concluded before it is looked for again.
 */
export function applyLook(look: Look): Promise<"dropped" | "missed" | "judged"> {
  return asWorker(async (tx) => {
    const row = await lockIfUntouched(tx, look);
    if (!row || isTooYoungToMiss(row, look)) return "dropped";
    const missedReads = look.instance ? 0 : await countMiss(tx, row, look.now);
    if (missedReads > 0 && missedReads < READS_TO_BE_GONE) return "missed";
    const [status, seen] = [parseStatus(row.status), look.instance?.status ?? "gone"] as const;
    const judgement = look.instance?.isPreempted
      ? judgePreempted(status, seen, parseWish(row.desired))
      : judge(status, seen);
    await writeHealth(tx, row, look, judgement);
    if (look.instance) await observe(tx, row, look.instance, look.now);
    else await noteGone(tx, row, look.now);
    if (judgement.desired) {
      await tx.deployment.update({
        where: { id: row.id },
        data: { desired: judgement.desired },
      });
    }
    const isLoss = judgement.to !== null && judgement.verdict === "unhealthy";
    const scope = isLoss ? (look.scope ?? "machine") : null;
    if (judgement.to) {
      await transition(tx, row.id, {
        to: judgement.to,
        reason: judgement.reason,
        cause: "provider",
        at: look.now,
        billedAt: billedFrom(row, look),
        ...(scope === "region" && { ofRegion: await placeAmong(tx, row) }),
      });
    }
    const told = look.instance ? look.instance.status : "gone";
    await conclude(tx, row.id, {
      at: look.now,
      reason: "provider-says",
      seen: [{ kind: "provider", word: told }],
      scope,
      isLook: true,
    });
    return "judged";
  });
}

/** How many reads in a row did not show the machine, with this one; those of a run before do not count. */
async function countMiss(tx: Tx, row: Deployment, now: Date): Promise<number> {
  await holdHealth(tx, [row.id], now);
  const where = { deploymentId: row.id };
  const { checkedAt, missedReads: before } = await tx.healthState.findUniqueOrThrow({ where });
  const missedReads = checkedAt < row.statusSince ? 1 : before + 1;
  await tx.healthState.update({ where, data: { missedReads, checkedAt: now } });
  return missedReads;
}

/** A region that loses machines is told of once, by the first of them. */
async function placeAmong(tx: Tx, { teamId, providerId, region }: Deployment) {
  const isTold = await isIncidentTold(tx, { cause: "region", teamId, providerId, region });
  return isTold ? "another" : "first";
}

/** The provider was asked and shows no such machine. */
async function noteGone(tx: Tx, { id }: Deployment, at: Date): Promise<void> {
  const told = { providerStatus: "gone", providerWord: null, providerToldAt: at };
  await tx.deployment.update({ where: { id }, data: told });
}

async function lockIfUntouched(tx: Tx, { deployment, startedAt }: Look) {
  await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${deployment.id} FOR NO KEY UPDATE`;
  const row = await tx.deployment.findFirst({
    where: {
      id: deployment.id,
      endedAt: null,
      status: deployment.status,
      providerInstanceId: deployment.providerInstanceId,
      desiredGeneration: deployment.desiredGeneration,
      operations: { none: { OR: [{ state: "open" }, { endedAt: { gte: startedAt } }] } },
    },
  });
  return row && row.desiredGeneration === row.settledGeneration ? row : null;
}

/** A machine that was taken for gone and is there again was billed all the time. */
function billedFrom({ status, statusSince }: Deployment, { now }: Look): Date {
  return status === "lost" ? statusSince : now;
}

/** A provider may not show what it made a moment ago. */
function isTooYoungToMiss(row: Deployment, { instance, now }: Look): boolean {
  if (instance) return false;
  const settleMs = getProvider(row.providerId).meta.capabilities?.settleMs ?? 0;
  return (
    row.status === "provisioning" && now.getTime() - row.statusSince.getTime() < paced(settleMs)
  );
}

/** The provider's part of the verdict; what follows from it is concluded with what probes say. */
async function writeHealth(
  tx: Tx,
  row: Deployment,
  { instance, now }: Look,
  { verdict: providerSays }: Judgement,
): Promise<void> {
  const seen = { providerSays, checkedAt: now, ...(instance && { missedReads: 0, seenAt: now }) };
  await tx.healthState.upsert({
    where: { deploymentId: row.id },
    create: {
      deploymentId: row.id,
      teamId: row.teamId,
      verdict: "unknown",
      since: now,
      ...seen,
    },
    update: seen,
  });
}
