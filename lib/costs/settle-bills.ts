import { clock } from "@/lib/clock";
import { type ClosedStretch, fitBill } from "@/lib/costs/fit-bill";
import { costOf } from "@/lib/costs/meter";
import { nextNight } from "@/lib/costs/next-night";
import { worthOfUnits } from "@/lib/costs/started-unit";
import { costOfOthers, currentTry, isOfMachineSince, triedColumns } from "@/lib/costs/tried-offers";
import { asWorker, type Tx } from "@/lib/db";
import { log } from "@/lib/log";
import type { Micros } from "@/lib/money";
import { openAccount } from "@/lib/operations/account";
import { later } from "@/lib/operations/pace";
import { getProvider } from "@/lib/providers/registry";

const MOST_AT_ONCE = 50;
const HOUR_MS = 3_600_000;
/** Waits after the first check for bills that come late; then our own count stands. */
const LATER_CHECKS = [
  { untilMs: HOUR_MS, waitMs: HOUR_MS },
  { untilMs: 24 * HOUR_MS, waitMs: 24 * HOUR_MS },
] as const;

/**
 * Compares what machines cost by our count with what their providers billed, where they tell: those
 * that cost money every night, those whose use is over a few times afterwards, of which it also
 * corrects when use ended. A claim moves the next check on, so that no machine is asked for twice at
 * a time and a failed look comes again.
 */
export async function settleBills(): Promise<void> {
  const due = await claimDue(clock.now());
  await Promise.all(due.map(settleSafely));
}

function claimDue(now: Date): Promise<{ id: string }[]> {
  return asWorker(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM deployment WHERE bill_check_at <= ${now}
      ORDER BY bill_check_at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED`;
    for (const { id } of rows) {
      const { statusSince, segments } = await tx.deployment.findUniqueOrThrow({
        where: { id },
        select: { statusSince: true, segments: { where: { toAt: null }, select: { id: true } } },
      });
      const billCheckAt = segments.length > 0 ? nextNight(now) : nextCheck(statusSince, now);
      await tx.deployment.update({ where: { id }, data: { billCheckAt } });
    }
    return rows;
  });
}

function nextCheck(endedAt: Date, now: Date): Date | null {
  const next = LATER_CHECKS.find(({ untilMs }) => now < later(endedAt, untilMs));
  return next ? later(now, next.waitMs) : null;
}

async function settleSafely({ id }: { readonly id: string }): Promise<void> {
  try {
    await settleBill(id);
  } catch (error) {
    log.warn("bill could not be compared", { deploymentId: id, error: String(error) });
  }
}

async function settleBill(id: string): Promise<void> {
  const { deployment, segments, account } = await asWorker((tx) => read(tx, id));
  const [first] = segments;
  const { instances, credentials } = account;
  if (!first || !deployment.providerInstanceId || !instances.billed) return;
  const machine = {
    id: deployment.providerInstanceId,
    fromAt: first.fromAt,
    toAt: clock.now(),
  };
  const billed = await instances.billed(credentials, machine, account.context);
  await asWorker((tx) => write(tx, id, { billed, at: machine.toAt }));
}

async function read(tx: Tx, id: string) {
  const { providerKey, segments, candidates, ...deployment } =
    await tx.deployment.findUniqueOrThrow({
      where: { id },
      include: {
        providerKey: { select: { id: true, providerId: true } },
        segments: { orderBy: { fromAt: "asc" } },
        candidates: { select: triedColumns },
      },
    });
  const own = segments.filter(isOfMachineSince(currentTry(candidates)));
  return { deployment, segments: own, account: await openAccount(tx, providerKey) };
}

interface Told {
  readonly billed: Micros;
  /** When the provider was asked. */
  readonly at: Date;
}

/** The bill settles when use ended; where it cannot, the difference is noted beside our own count. */
async function write(tx: Tx, id: string, { billed, at }: Told): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await tx.deployment.findUniqueOrThrow({
    where: { id },
    include: {
      segments: { orderBy: { fromAt: "asc" } },
      health: { select: { seenAt: true } },
      candidates: { select: triedColumns },
    },
  });
  const { health, candidates } = row;
  const current = currentTry(candidates);
  const segments = row.segments.filter(isOfMachineSince(current));
  const closed = closedOf(segments);
  const fit = closed && fitBill(closed, billed, health?.seenAt ?? null);
  const counted = segments.map((one) =>
    one.id === fit?.segmentId ? { ...one, toAt: fit.toAt } : one,
  );
  const others = costOfOthers(candidates, current);
  const unitSeconds = getProvider(row.providerId).meta.capabilities?.billingUnitSeconds ?? 1;
  await tx.deployment.update({
    where: { id },
    data: {
      comparedAt: at,
      comparedCountedMicros: costOf(counted, at) + others,
      comparedBilledMicros: billed + others,
      comparedUnitMicros: worthOfUnits(counted, unitSeconds),
      ...(fit && { billedMicros: billed + others, billCheckAt: null }),
    },
  });
  if (!fit) return;
  await tx.usageSegment.update({ where: { id: fit.segmentId }, data: { toAt: fit.toAt } });
  if (current?.state !== "refused") return;
  await tx.launchCandidate.update({ where: { id: current.id }, data: { costMicros: billed } });
}

/** The stretches of a machine whose use is over; `null` while it goes on. */
function closedOf(
  stretches: readonly (Omit<ClosedStretch, "toAt"> & { readonly toAt: Date | null })[],
): readonly ClosedStretch[] | null {
  const closed = stretches.flatMap(({ toAt, ...stretch }) => (toAt ? [{ ...stretch, toAt }] : []));
  return closed.length < stretches.length ? null : closed;
}
