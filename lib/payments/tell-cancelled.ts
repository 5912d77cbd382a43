import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";

interface Standing {
  readonly id: string;
  readonly tier: string;
  readonly cancelAt: Date | null;
  readonly endedAt?: Date | null | undefined;
}

interface Cancelled {
  readonly teamId: string;
  readonly before: readonly Standing[];
  readonly after: readonly Standing[];
  readonly now: Date;
}

/** Tells that a subscription was cancelled and until when it still gives its tier (BILLING T14). */
export async function tellCancelled(tx: Tx, { teamId, before, after, now }: Cancelled) {
  for (const { id, tier, cancelAt, endedAt } of after) {
    const was = before.find((one) => one.id === id);
    const isNews = was !== undefined && was.cancelAt === null && cancelAt !== null && !endedAt;
    if (!isNews) continue;
    const data = { from: tier, until: cancelAt.toISOString() };
    await recordEvent(tx, { type: "subscription.cancelled", teamId, data, at: now });
  }
}
