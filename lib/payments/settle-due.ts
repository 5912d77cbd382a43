import { graceUntil } from "@/lib/billing/entitlement";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { parseTier, tiers } from "@/lib/billing/tiers";
import { asWorker, onceAsWorker, type Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { Subscription } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { settleTeam } from "@/lib/payments/settle-team";

const DAY_MS = 86_400_000;
/** How long before the tier is lost, or a trial ends, people are told. */
const WARN_MS = 3 * DAY_MS;

/**
 * What time alone brings about: a grace that is over, and what is told before it and before a trial
 * ends. Read from rows, so that no webhook has to come for it. Running it again changes nothing.
 */
export async function settleDue(now: Date): Promise<void> {
  const rows = await onceAsWorker((db) =>
    db.subscription.findMany({
      where: { endedAt: null, status: { in: ["past_due", "unpaid", "trialing"] } },
      select: { id: true },
    }),
  );
  for (const { id } of rows) {
    try {
      await asWorker((tx) => settleRow(tx, id, now));
    } catch (error) {
      log.error("subscription could not be settled", { id, error: String(error) });
    }
  }
}

/** Reads the row anew: a payment may have come in since the list was made. */
async function settleRow(tx: Tx, id: string, now: Date): Promise<void> {
  const row = await tx.subscription.findUnique({ where: { id } });
  if (!row || row.endedAt) return;
  const { status } = row;
  if (status === "trialing") return warnOfTrial(tx, row, now);
  if (status === "past_due" || status === "unpaid") return settleUnpaid(tx, row, now);
}

async function settleUnpaid(tx: Tx, row: Subscription, now: Date): Promise<void> {
  const { id, teamId, status } = row;
  const until = graceUntil(row);
  const since = row.pastDueSince?.getTime() ?? 0;
  const isOver = status === "unpaid" || until === null || until <= now;
  if (isOver) {
    await settleTeam(tx, teamId, now);
    if (await isCovered(tx, row, now)) return;
    const dedupeKey = `${id}:frozen:${since}`;
    await recordEvent(tx, { type: "subscription.frozen", teamId, data: {}, at: now, dedupeKey });
    return;
  }
  if (until.getTime() - WARN_MS > now.getTime()) return;
  const dedupeKey = `${id}:ending:${since}`;
  const data = { until: until.toISOString() };
  await recordEvent(tx, { type: "subscription.grace-ending", teamId, data, at: now, dedupeKey });
}

/** Whether another subscription of the team gives what this one gave, so that nothing is lost. */
async function isCovered(tx: Tx, row: Subscription, now: Date): Promise<boolean> {
  const { tier } = await teamEntitlement(tx, row.teamId, now);
  return tiers.indexOf(tier) >= tiers.indexOf(parseTier(row.tier));
}

async function warnOfTrial(tx: Tx, row: Subscription, now: Date): Promise<void> {
  const { id, teamId, trialEndsAt, cancelAt, nextChargeMinor, currency } = row;
  if (!trialEndsAt || cancelAt || trialEndsAt <= now) return;
  if (trialEndsAt.getTime() - WARN_MS > now.getTime()) return;
  const dedupeKey = `${id}:trial-ending:${trialEndsAt.getTime()}`;
  const minor = nextChargeMinor?.toString() ?? null;
  const data = { until: trialEndsAt.toISOString(), minor, currency };
  await recordEvent(tx, { type: "subscription.trial-ending", teamId, data, at: now, dedupeKey });
}
