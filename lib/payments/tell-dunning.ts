import { GRACE_DAYS } from "@/lib/billing/plans";
import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";

const DAY_MS = 86_400_000;

interface Standing {
  readonly id: string;
  readonly status: string;
  readonly pastDueSince: Date | null;
  readonly awaitsPayment: boolean;
}

interface Dunning {
  readonly teamId: string;
  readonly before: readonly Standing[];
  readonly after: readonly Standing[];
  readonly now: Date;
}

/** Tells that a payment failed for the first time, and that the one that was missing came (BILLING T15). */
export async function tellDunning(tx: Tx, { teamId, before, after, now }: Dunning): Promise<void> {
  for (const { id, status, pastDueSince, awaitsPayment } of after) {
    const was = before.find((one) => one.id === id)?.pastDueSince ?? null;
    // What was never paid for has no tier to keep.
    if (pastDueSince && status === "past_due" && !awaitsPayment) {
      const graceUntil = new Date(pastDueSince.getTime() + GRACE_DAYS * DAY_MS).toISOString();
      const dedupeKey = `${id}:failed:${pastDueSince.getTime()}`;
      const data = { until: graceUntil };
      await recordEvent(tx, { type: "payment.failed", teamId, data, at: now, dedupeKey });
    }
    if (was && !pastDueSince && status === "active") {
      const dedupeKey = `${id}:recovered:${was.getTime()}`;
      await recordEvent(tx, { type: "payment.recovered", teamId, data: {}, at: now, dedupeKey });
    }
  }
}
