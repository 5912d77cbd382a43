import { paidUntil, type RunCount } from "@/lib/costs/started-unit";
import type { Tx } from "@/lib/db";
import type { UsageSegment } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import type { Micros } from "@/lib/money";

/** Whose money it is. */
export interface Payer {
  readonly id: string;
  readonly teamId: string;
  readonly projectId: string;
}

/**
 * Sets what a deployment costs from `at` on; `null` ends it. The open stretch goes on where the
 * rate stays the same, as a provider's bill does. Where use is over, for good or for now, `counted`
 * says how the provider counts it: the stretch ends with the unit that had begun, and is no shorter
 * than what is billed at least. What follows begins there, so that no moment is paid twice. The caller
 * holds the deployment's row lock.
 */
export async function setRate(
  tx: Tx,
  payer: Payer,
  facts: {
    readonly rate: Micros | null;
    readonly at: Date;
    readonly cause: string;
    readonly counted?: RunCount;
  },
): Promise<void> {
  const { rate, at, cause, counted } = facts;
  const open = await tx.usageSegment.findFirst({ where: { deploymentId: payer.id, toAt: null } });
  if (open && open.ratePerHourMicros === rate) return;
  const changeAt = open ? endOf(open, at, counted) : at;
  if (open) await tx.usageSegment.update({ where: { id: open.id }, data: { toAt: changeAt } });
  if (rate === null) return;
  await tx.usageSegment.create({
    data: {
      id: newId("seg"),
      teamId: payer.teamId,
      projectId: payer.projectId,
      deploymentId: payer.id,
      ratePerHourMicros: rate,
      cause,
      fromAt: changeAt,
    },
  });
}

function endOf(
  { fromAt, ratePerHourMicros }: Pick<UsageSegment, "fromAt" | "ratePerHourMicros">,
  at: Date,
  counted: RunCount | undefined,
): Date {
  const overAt = at < fromAt ? fromAt : at;
  const isPaid = counted !== undefined && ratePerHourMicros > 0n;
  return isPaid ? paidUntil(fromAt, overAt, counted) : overAt;
}

/**
 * Gives the open stretch of a sleeping machine the rate that its provider had not told when it fell
 * asleep. The caller holds the deployment's row lock.
 */
export async function tellSleepRate(tx: Tx, deploymentId: string, rate: Micros): Promise<void> {
  await tx.usageSegment.updateMany({
    where: { deploymentId, toAt: null, cause: "stopped", ratePerHourMicros: 0n },
    data: { ratePerHourMicros: rate },
  });
}

/**
 * Corrects the first stretch by the provider's own word: when the machine was made, and at which
 * rate. Only while it is the only one and open, so that settled history never moves.
 */
export async function correctFirstSegment(
  tx: Tx,
  deploymentId: string,
  facts: { readonly fromAt: Date | null; readonly rate: Micros | null },
): Promise<void> {
  const segments = await tx.usageSegment.findMany({ where: { deploymentId }, take: 2 });
  const [first, second] = segments;
  if (!first || second || first.toAt) return;
  await tx.usageSegment.update({
    where: { id: first.id },
    data: {
      ...(facts.fromAt && { fromAt: facts.fromAt }),
      ...(facts.rate !== null && { ratePerHourMicros: facts.rate }),
    },
  });
}
